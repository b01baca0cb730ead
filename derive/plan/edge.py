"""Edges: the limit of v at an end of the support, proposed by formula and proved by numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from mpmath import mp
from sympy import Expr, Integer, Symbol, nan, oo, sympify

from derive.oracle.numeric import compile_expression

#: How close to the edge the proof goes: 10^-k of the distance, or 10^k at infinity.
APPROACH = (20, 80, 320)

Point = Mapping[Symbol, float]


def propose(end: Expr, theta: Symbol) -> Iterator[Expr]:
    """What v may tend to at ``end``: the end's own movement, 0, an infinity."""
    if end.is_finite is not False:
        yield end.diff(theta)
    yield Integer(0)
    yield oo
    yield -oo


def find_limit(
    velocity: Expr,
    variable: Symbol,
    theta: Symbol,
    end: Expr,
    side: int,
    points: Sequence[Point],
    computed: Callable[[Point], float],
) -> Expr | None:
    """What the kernel must return at ``end`` (side +1: approached from above).

    None where the kernel's own arithmetic (``computed``) already gives the limit, an expression in
    the shapes where it does not, ``nan`` where no limit was proved.
    """
    paths = [approach(velocity, variable, end, side, p) for p in points]
    if all(settles(path, computed(p)) for path, p in zip(paths, points, strict=True)):
        return None
    for candidate in propose(sympify(end), theta):
        targets = [compile_expression(candidate, tuple(p))(*p.values()) for p in points]
        if all(map(settles, paths, targets)):
            return candidate
    return nan


def approach(velocity: Expr, variable: Symbol, end: Expr, side: int, point: Point) -> list[Any]:
    """v ever closer to the edge."""
    function = compile_expression(velocity, (variable, *point))
    with mp.workdps(2 * APPROACH[-1]):
        return [function(near(end, side, k, point), *point.values()) for k in APPROACH]


def near(end: Expr, side: int, power: int, point: Point) -> Any:
    """A value next to ``end``."""
    value = compile_expression(end, tuple(point))(*point.values())
    if mp.isinf(value):
        return mp.mpf(10) ** power * mp.sign(value)
    return value + side * mp.mpf(10) ** -power


def settles(path: Sequence[Any], limit: Any) -> bool:
    """Whether the values come ever closer to ``limit``, or grow towards an infinite one."""
    if mp.isnan(limit) or any(map(mp.isnan, path)):
        return False
    first, second, last = path
    if mp.isinf(limit):
        sizes = [v * mp.sign(limit) for v in path]
        return bool(5 < sizes[0] < sizes[1] < sizes[2] and sizes[2] > 2 * sizes[0])
    gaps = [abs(v - limit) for v in (first, second, last)]
    scale = max(abs(mp.mpf(limit)), 1)
    return bool(gaps[2] <= gaps[1] <= gaps[0] and gaps[2] < 1e-12 * scale)
