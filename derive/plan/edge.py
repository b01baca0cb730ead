"""Edges: the limit of v at an end of the support, proposed by formula and proved by numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from mpmath import mp
from sympy import (
    And, Basic, Eq, Expr, Gt, Integer, Limit, Lt, Piecewise, Pow, S, Symbol, exp, limit, nan, oo, sympify,
)  # fmt: skip
from sympy.core.function import PoleError

from derive.functions import define
from derive.oracle.numeric import compile_expression

#: How close to the edge the proof goes: 10^-k of the distance, or 10^k at infinity.
APPROACH = (8, 24, 72)
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
        targets = [number(candidate, p) for p in points]
        if all(map(settles, paths, targets)):
            return candidate
    return None


def find_cases(
    edge: Edge, points: Sequence[Point], paths: Sequence[list[Any]], depth: int = 1
) -> Expr:
    """A Piecewise in conditions on the shapes, by the split that leaves the fewest points out."""
    best, most = nan, 0
    for cases in list_cases(edge, points[0]):
        pieces = list(find_pieces(edge, cases, points, paths, depth))
        whole = Piecewise(*pieces, (nan, True))
        covered = sum(count_covered(whole, p) for p in points)
        if covered > most:
            best, most = whole, covered
        if covered == len(points):
            break
    return best


def find_pieces(
    edge: Edge, cases: Sequence[Basic], points: Sequence[Point], paths: Sequence[list[Any]], depth: int
) -> Iterator[tuple[Expr, Basic]]:
    """The limit where each condition is the first to hold, nan where none is proved."""
    left = list(zip(points, paths, strict=True))
    for holds in cases:
        inside = [(p, path) for p, path in left if is_true(holds, p)]
        left = [(p, path) for p, path in left if not is_true(holds, p)]
        if not inside:
            inside = [(p, approach(edge, p)) for p in moved(holds, points)]
        yield (find_within(edge, inside, depth) if inside else nan), holds


def find_within(edge: Edge, inside: Sequence[tuple[Point, list[Any]]], depth: int) -> Expr:
    """The limit on one side of a split, which may be split once more."""
    points, paths = zip(*inside, strict=True)
    there = replace(edge, end=choose_end(edge.end, points[0]))
    found = find_one(there, points, paths)
    if found is None:
        return find_cases(there, points, paths, depth - 1) if depth else nan
    return found


def count_covered(whole: Expr, point: Point) -> int:
    """1 where the Piecewise has a limit at ``point``, 0 where it has nan."""
    return int(not mp.isnan(number(whole, point)))


def moved(condition: Basic, points: Sequence[Point]) -> list[Point]:
    """The points where ``condition`` holds once a shape has the value that an equation in it names."""
    equations = [e for e in And.make_args(condition) if isinstance(e, Eq)]
    changes = {e.lhs: float(e.rhs) for e in equations}
    there = [{**p, **changes} for p in points] if changes else []
    return [p for p in there if is_true(condition, p)]


def choose_end(end: Expr, point: Point) -> Expr:
    """The piece of a Piecewise end that holds at ``point``."""
    if not end.is_Piecewise:
        return end
    return next(value for value, holds in end.args if is_true(holds, point))


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
    if not edge.end.is_infinite:
        there = edge.velocity.subs(edge.variable, edge.end)
        yield from sorted((edge.end.diff(edge.theta), there), key=lambda e: int(e.count_ops()))
    yield Integer(0)
    yield oo
    yield -oo
    defined = define(edge.velocity)
    if defined.count_ops() <= LARGE and is_tame(defined):
        yield from ask(edge)


def is_tame(velocity: Expr) -> bool:
    """Whether SymPy's limits are quick: one piece, no symbol in an exponent, no exp of an exp."""
    towers = any(e.args[0].has(exp) for e in define(velocity).atoms(exp))
    powers = all(p.exp.is_number for p in velocity.atoms(Pow))
    return powers and not towers and not velocity.has(Piecewise)


def ask(edge: Edge) -> Iterator[Expr]:
    """SymPy's own limit, where it finds one."""
    try:
        found = limit(define(edge.velocity), edge.variable, edge.end, "+" if edge.side > 0 else "-")
    except (NotImplementedError, PoleError, ValueError, TypeError, RecursionError):  # SymPy's ways to say no
        return
    if not found.has(edge.variable, nan, S.ComplexInfinity) and not found.has(Limit):
        yield found


def number(expression: Expr, place: Mapping[Symbol, Any]) -> Any:
    """The value at ``place``; nan, which proves nothing, where no digits settle or it is not real."""
    try:
        return compile_expression(expression, tuple(place))(*place.values())
    except (ArithmeticError, TypeError):
        return mp.nan


def approach(edge: Edge, point: Point) -> list[Any]:
    """v ever closer to the edge."""
    with mp.workdps(2 * APPROACH[-1]):
        places = [{edge.variable: near(edge, k, point), **point} for k in APPROACH]
        return [number(edge.velocity, place) for place in places]


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
    if mp.isinf(limit):
        sizes = [v * mp.sign(limit) for v in path]
        return bool(0 < sizes[0] < sizes[1] < sizes[2] and sizes[2] > 2 * sizes[0])
    within = 1e-12 * max(abs(mp.mpf(limit)), 1)
    gaps = [max(abs(v - limit), within) for v in path]
    return bool(gaps[0] >= gaps[1] >= gaps[2] == within)
