"""Targets: exact values of the law's functions at points of the family's sample, tails included."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any

from mpmath import mp
from sympy import Expr, Symbol

from derive.family import Family, U
from derive.functions import define
from derive.oracle import law
from derive.oracle.numeric import compile_expression
from derive.plan.target import DIGITS, LARGEST, SMALLEST, Target, condition, settle
from derive.points import plan_points

#: Every so many points of the sample on which velocities are planned.
EVERY = 3
#: A shape's stand-in next to 0, where the law has a limit that a form must have at 0 itself.
NEAR_ZERO = mp.mpf("1e-60")
#: Relative difference of F(Q(u)) from u in a proved quantile.
PROVED = mp.mpf("1e-20")

Function = Callable[..., Any]


def symbols(family: Family) -> tuple[Symbol, ...]:
    return (family.variable, *(p.symbol for p in family.parameters))


@cache
def sample(family: Family) -> tuple[tuple[float, ...], ...]:
    """z and the shapes."""
    points = plan_points(family)
    chosen = points if family.log_density is not None else points[::EVERY]
    return tuple((p.z, *(p.parameters[q.name] for q in family.parameters)) for p in chosen)


def aim(order: Sequence[Symbol], function: Function, points: Any) -> tuple[Target, ...]:
    """The points at which the function has a value that float64 can hold, and that value."""
    return tuple(aimed(order, function, points))


def aimed(order: Sequence[Symbol], function: Function, points: Any) -> Iterator[Target]:
    for values in points:
        beside = [x or NEAR_ZERO for x in values]
        exact, digits = settle(function, beside)
        if exact is not None and SMALLEST < abs(exact) < LARGEST:
            sensitivity = condition(function, beside, digits)
            yield Target(dict(zip(order, values, strict=True)), exact, sensitivity)


def of_formula(family: Family, formula: Expr) -> tuple[Target, ...]:
    """Of a function of z and the shapes."""
    order = symbols(family)
    return aim(order, compile_expression(define(formula), order), sample(family))


def of_tail(family: Family, upper: bool, logarithmic: bool = False) -> tuple[Target, ...]:
    """Of a tail, by the oracle."""
    order = symbols(family)

    def function(*values: Any) -> Any:
        point = {s.name: x for s, x in zip(order, values, strict=True)}
        found = law.tail(family, point, upper)
        if not logarithmic:
            return found
        return mp.log(found) if 2 * found < 1 else mp.log1p(-law.tail(family, point, not upper))

    return aim(order, function, sample(family))


@cache
def levels(family: Family, upper: bool) -> tuple[tuple[float, ...], ...]:
    """Doubles near the tail probabilities of the sample, and the shapes."""
    order = symbols(family)
    found = []
    with mp.workdps(DIGITS):
        for values in sample(family):
            point = {s.name: x or NEAR_ZERO for s, x in zip(order, values, strict=True)}
            level = float(law.tail(family, point, upper))
            if SMALLEST < level < 1.0:
                found.append((level, *values[1:]))
    return tuple(found)


def of_quantile(family: Family, upper: bool, formula: Expr) -> tuple[Target, ...]:
    """Of a function of the level u and the shapes."""
    order = (U, *symbols(family)[1:])
    return aim(order, compile_expression(define(formula), order), levels(family, upper))


def proves(family: Family, upper: bool, found: Sequence[Target]) -> bool:
    """Whether F, or 1 - F, at each exact quantile is its level."""
    for target in found:
        (_, level), *shapes = target.values.items()
        point = {family.variable.name: target.velocity}
        point |= {s.name: x or NEAR_ZERO for s, x in shapes}
        with mp.workdps(2 * DIGITS):
            back = law.tail(family, point, upper)
            spare = condition_of_inverse(target)
            if not abs(back - level) <= PROVED * level * spare:
                return False
    return bool(found)


def condition_of_inverse(target: Target) -> Any:
    """Room for the digits of z that F spends: at most what a tail of 1e-300 has."""
    return max(1, 1 / mp.mpf(min(target.condition, 1.0) or 1.0))
