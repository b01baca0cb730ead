"""Edges: the limit of v at an end of the support, proposed by formula and proved by numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mpmath import mp
from sympy import (
    Basic, Eq, Expr, Gt, Integer, Limit, Lt, Piecewise, S, Symbol, limit, nan, oo, sympify,
)  # fmt: skip
from sympy.core.function import PoleError

from derive.oracle.numeric import compile_expression

#: How close to the edge the proof goes: 10^-k of the distance, or 10^k at infinity.
APPROACH = (20, 80, 320)
#: Above this many operations SymPy is not asked for a limit; it would take minutes.
LARGE = 30

Point = Mapping[Symbol, float]
Computed = Callable[[Point], float]


@dataclass(frozen=True)
class Edge:
    """One end of the support: v near it, and the side from which z comes (+1 from above)."""

    velocity: Expr
    variable: Symbol
    theta: Symbol
    end: Expr
    side: int


def find_limit(edge: Edge, points: Sequence[Point], computed: Computed) -> Expr | None:
    """What the kernel must return at the edge.

    None where the kernel's own arithmetic (``computed``) already gives the limit, an expression in
    the shapes where it does not, with a case for each side of a shape's 0 or 1 where one formula
    does not serve all, and ``nan`` where no limit was proved.
    """
    paths = [approach(edge, p) for p in points]
    if all(settles(path, computed(p)) for path, p in zip(paths, points, strict=True)):
        return None
    found = find_one(edge, points, paths)
    return find_cases(edge, points, paths) if found is None else found


def find_one(edge: Edge, points: Sequence[Point], paths: Sequence[list[Any]]) -> Expr | None:
    """One formula for all ``points``; None where no candidate is proved at each."""
    for candidate in propose(edge):
        targets = [compile_expression(candidate, tuple(p))(*p.values()) for p in points]
        if all(map(settles, paths, targets)):
            return candidate
    return None


def find_cases(edge: Edge, points: Sequence[Point], paths: Sequence[list[Any]]) -> Expr:
    """A Piecewise in one condition on the shapes; nan where no split separates the points."""
    for cases in list_cases(edge, points[0]):
        pieces: list[tuple[Expr, Basic]] = []
        for holds in cases:
            inside = [i for i, p in enumerate(points) if is_true(holds, p)]
            at = Edge(edge.velocity, edge.variable, edge.theta, choose_end(edge.end, points, inside), edge.side)
            found = find_one(at, [points[i] for i in inside], [paths[i] for i in inside]) if inside else None
            pieces += [] if found is None else [(found, holds)]
        covered = all(any(is_true(c, p) for _, c in pieces) for p in points)
        if pieces and covered:
            return Piecewise(*pieces, (nan, True))
    return nan


def choose_end(end: Expr, points: Sequence[Point], inside: Sequence[int]) -> Expr:
    """The piece of a Piecewise end that holds at the points ``inside``."""
    if not end.is_Piecewise or not inside:
        return end
    return next(value for value, holds in end.args if is_true(holds, points[inside[0]]))


def list_cases(edge: Edge, point: Point) -> Iterator[tuple[Basic, ...]]:
    """The end's own conditions, then each side of 0 and of 1 of each shape."""
    if edge.end.is_Piecewise:
        yield tuple(holds for _, holds in edge.end.args)
    for symbol in point:
        for split in (Integer(0), Integer(1)):
            yield Lt(symbol, split), Gt(symbol, split), Eq(symbol, split)


def is_true(condition: Basic, point: Point) -> bool:
    if condition in (S.true, S.false):
        return condition is S.true
    return bool(compile_expression(Piecewise((1, condition), (0, True)), tuple(point))(*point.values()))


def propose(edge: Edge) -> Iterator[Expr]:
    """What v may tend to: the end's own movement, 0, an infinity, and SymPy's limit."""
    if edge.end.is_finite is not False and not edge.end.is_infinite:
        yield edge.end.diff(edge.theta)
    yield Integer(0)
    yield oo
    yield -oo
    if edge.velocity.count_ops() <= LARGE and not edge.velocity.has(Piecewise):
        yield from ask(edge)


def ask(edge: Edge) -> Iterator[Expr]:
    """SymPy's own limit, where it finds one."""
    try:
        found = limit(edge.velocity, edge.variable, edge.end, "+" if edge.side > 0 else "-")
    except (NotImplementedError, PoleError, ValueError, TypeError):  # SymPy's ways to say no
        return
    if not found.has(edge.variable, nan, S.ComplexInfinity) and not found.has(Limit):
        yield found


def approach(edge: Edge, point: Point) -> list[Any]:
    """v ever closer to the edge."""
    function = compile_expression(edge.velocity, (edge.variable, *point))
    with mp.workdps(2 * APPROACH[-1]):
        return [function(near(edge, k, point), *point.values()) for k in APPROACH]


def near(edge: Edge, power: int, point: Point) -> Any:
    """A value next to the end."""
    value = compile_expression(sympify(edge.end), tuple(point))(*point.values())
    if mp.isinf(value):
        return mp.mpf(10) ** power * mp.sign(value)
    return value + edge.side * mp.mpf(10) ** -power


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
