"""Edges: the limit of v at an end of the support, proposed by formula and proved by numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from mpmath import mp
from sympy import And, Basic, Eq, Expr, Gt, Integer, Lt, Piecewise, S, nan

from derive.oracle.numeric import compile_expression
from derive.plan.approach import Edge, Point, approach, lost, number, settles
from derive.plan.propose import propose

Computed = Callable[[Point], float]


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
    """The formula for all ``points`` that loses least in float64; None where none is proved."""
    proved = [
        candidate
        for candidate in propose(edge)
        if all(map(settles, paths, [number(candidate, p) for p in points]))
    ]
    return min(proved, key=lambda c: max(lost(c, p) for p in points)) if proved else None


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
    edge: Edge,
    cases: Sequence[Basic],
    points: Sequence[Point],
    paths: Sequence[list[Any]],
    depth: int,
) -> Iterator[tuple[Expr, Basic]]:
    """The limit where each condition is the first to hold, nan where none is proved."""
    left = list(zip(points, paths, strict=True))
    for holds in cases:
        inside = [(p, path) for p, path in left if is_true(holds, p)]
        left = [(p, path) for p, path in left if not is_true(holds, p)]
        if not inside:
            inside = [(p, approach(edge, p)) for p in moved(holds, points)]
        yield (find_within(pin(edge, holds), inside, depth) if inside else nan), holds


def pin(edge: Edge, condition: Basic) -> Edge:
    """The edge with the values put in that ``condition`` gives to shapes."""
    return replace(edge, velocity=edge.velocity.subs(named_values(condition)))


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


def named_values(condition: Basic) -> dict[Basic, Basic]:
    """The shapes of which ``condition`` says what they equal, with these values."""
    return {e.lhs: e.rhs for e in And.make_args(condition) if isinstance(e, Eq)}


def moved(condition: Basic, points: Sequence[Point]) -> list[Point]:
    """The points where ``condition`` holds once a shape has the value that it names."""
    changes = {symbol: float(x) for symbol, x in named_values(condition).items()}
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
    one = compile_expression(Piecewise((1, condition), (0, True)), tuple(point))
    return bool(one(*point.values()))
