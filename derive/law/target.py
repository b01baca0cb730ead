"""Targets: exact values of the law's functions at points of the family's sample, tails included."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from mpmath import mp
from sympy import Expr, Symbol

from derive import ir
from derive.family import Family, U
from derive.functions import define
from derive.law import state
from derive.lower import lower
from derive.oracle import law
from derive.oracle.numeric import compile_expression
from derive.plan.choose import worst_error
from derive.plan.model import evaluate
from derive.plan.target import DIGITS, LARGEST, NEAR_ZERO, SMALLEST, Target, condition, settle
from derive.points import plan_points
from derive.sample import Point, draw_remote

#: Every so many points of the sample have a condition number; of a small sample all.
EVERY, FEW = 3, 24
#: Points in tails that are no doubles.
REMOTE_POINTS = 8
#: An error, in eps * max(1, condition number), that a form may have at most; and a relative
#: difference at the other points above which they are targets too.
BOUND, NEAR = 32.0, 1e-6
#: Relative difference of two values that are the same limit.
SAME = mp.mpf("1e-20")
#: Relative difference of F(Q(u)) from u in a proved quantile.
PROVED = mp.mpf("1e-20")

#: Where laws with heavy tails still have mass, and at how many sets of shapes.
FAR, SETS, DEEPEST = (-1e170, -1e100, 1e100, 1e170), 3, -690

Function = Callable[..., Any]


def symbols(family: Family) -> tuple[Symbol, ...]:
    return (family.variable, *(p.symbol for p in family.parameters))


@cache
def sample(family: Family) -> tuple[tuple[float, ...], ...]:
    """z and the shapes."""
    return rows(family, plan_points(family))


@cache
def remote(family: Family) -> tuple[tuple[float, ...], ...]:
    """The same where tails underflow, of laws whose tails are formulas."""
    if family.log_density is not None:
        return ()
    return rows(family, draw_remote(family, REMOTE_POINTS, "remote"))


def rows(family: Family, points: Iterable[Point]) -> tuple[tuple[float, ...], ...]:
    return tuple((p.z, *(p.parameters[q.name] for q in family.parameters)) for p in points)


@dataclass(frozen=True)
class Aim:
    """What a form is measured by: targets, and further points at which it must be near."""

    targets: tuple[Target, ...]
    order: Sequence[Symbol]
    function: Function
    rest: tuple[tuple[float, ...], ...]

    def error(self, form: Expr) -> float:
        """The largest error of ``form``, in eps * max(1, condition number)."""
        worst = worst_error(form, self.targets)
        return worst if worst > BOUND else max(worst, worst_error(form, self.suspects(form)))

    def suspects(self, form: Expr) -> list[Target]:
        """Those of the further points at which the form is not near the exact value."""
        node = lower(form, {s: ir.Name(str(s)) for s in form.free_symbols})
        found = []
        for values in self.rest:
            got = evaluate(node, {str(s): x for s, x in zip(self.order, values, strict=True)})
            with mp.workdps(2 * DIGITS):
                exact = self.function(values[0], *(x or NEAR_ZERO for x in values[1:]))
                if not abs(got - exact) <= NEAR * abs(exact):
                    found.append(values)
        return list(aimed(self.order, self.function, found))


def aim(order: Sequence[Symbol], function: Function, points: Any) -> Aim:
    """The points at which the function has a value that float64 can hold, and that value.

    Every so many of them are targets.
    """
    some = set(points[::EVERY]) if len(points) > FEW else set(points)
    rest = tuple(p for p in points if p not in some)
    targets = tuple(aimed(order, function, [p for p in points if p in some]))
    return Aim(targets, order, function, rest)


def aimed(order: Sequence[Symbol], function: Function, points: Any) -> Iterator[Target]:
    for values in points:
        beside = [values[0], *(x or NEAR_ZERO for x in values[1:])]
        exact, digits = settle(function, beside)
        if exact is not None and is_limit(function, values, exact, digits):
            sensitivity = condition(function, beside, digits)
            yield Target(dict(zip(order, values, strict=True)), exact, sensitivity)


def is_limit(function: Function, values: Sequence[float], exact: Any, digits: int) -> bool:
    """Whether float64 holds the value, and a shape of 0 has it in the limit, not its stand-in."""
    if not SMALLEST < abs(exact) < LARGEST:
        return False
    if 0.0 not in values[1:]:
        return True
    with mp.workdps(digits):
        nearer = function(values[0], *(x or NEAR_ZERO / 2 for x in values[1:]))
        return bool(abs(nearer - exact) <= SAME * abs(exact))


def far(family: Family, points: Any) -> Iterator[tuple[float, ...]]:
    """Points where a power of z over- or underflows and the law still has mass."""
    density = state.log_density(family)
    log_p = compile_expression(define(density), symbols(family))
    for shapes in list(dict.fromkeys(tuple(values[1:]) for values in points))[:SETS]:
        point = {p.name: x or NEAR_ZERO for p, x in zip(family.parameters, shapes, strict=True)}
        low, high = law.support(family, point)
        for z in (z for z in FAR if low < z < high):
            with mp.workdps(2 * DIGITS):
                if log_p(z, *point.values()) + mp.log(abs(z)) > DEEPEST:
                    yield z, *shapes


def of_formula(family: Family, formula: Expr, logarithmic: bool = False) -> Aim:
    """Of a function of z and the shapes; of log p also where p underflows."""
    function = compile_expression(define(formula), symbols(family))
    aimed_at = over_sample(family, function, logarithmic)
    return replace(aimed_at, rest=(*aimed_at.rest, *far(family, sample(family))))


def of_tail(family: Family, upper: bool, logarithmic: bool = False) -> Aim:
    """Of a tail, by the oracle; of its logarithm also where it underflows."""
    order = symbols(family)

    def function(*values: Any) -> Any:
        point = {s.name: x for s, x in zip(order, values, strict=True)}
        found = law.tail(family, point, upper)
        if not logarithmic:
            return found
        return mp.log(found) if 2 * found < 1 else mp.log1p(-law.tail(family, point, not upper))

    return over_sample(family, function, logarithmic)


def over_sample(family: Family, function: Function, logarithmic: bool) -> Aim:
    """Of a function over the family's sample, and where tails underflow."""
    order = symbols(family)
    aimed_at = aim(order, function, sample(family))
    far_out = aimed(order, function, remote(family)) if logarithmic else ()
    return replace(aimed_at, targets=(*aimed_at.targets, *far_out))


@cache
def levels(family: Family, upper: bool) -> tuple[tuple[float, ...], ...]:
    """Doubles near the tail probabilities of the sample, and the shapes."""
    order = symbols(family)
    found = []
    with mp.workdps(DIGITS):
        for values in sample(family):
            beside = [values[0], *(x or NEAR_ZERO for x in values[1:])]
            point = {s.name: x for s, x in zip(order, beside, strict=True)}
            level = float(law.tail(family, point, upper))
            if SMALLEST < level < 1.0:
                found.append((level, *values[1:]))
    return tuple(found)


def of_quantile(family: Family, upper: bool, formula: Expr) -> Aim:
    """Of a function of the level u and the shapes."""
    order = (U, *symbols(family)[1:])
    return aim(order, compile_expression(define(formula), order), levels(family, upper))


def proves(family: Family, upper: bool, found: Aim) -> bool:
    """Whether F, or 1 - F, at each exact quantile is its level."""
    for target in found.targets:
        (_, level), *shapes = target.values.items()
        point = {family.variable.name: target.velocity}
        point |= {s.name: x or NEAR_ZERO for s, x in shapes}
        with mp.workdps(2 * DIGITS):
            back = law.tail(family, point, upper)
            spare = condition_of_inverse(target)
            if not abs(back - level) <= PROVED * level * spare:
                return False
    return bool(found.targets)


def condition_of_inverse(target: Target) -> Any:
    """Room for the digits of z that F spends: at most what a tail of 1e-300 has."""
    return max(1, 1 / mp.mpf(min(target.condition, 1.0) or 1.0))
