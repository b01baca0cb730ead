"""Aim: exact images at the family's sample and next to the joints of its pieces. Family in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from mpmath import mp
from sympy import Expr, Symbol

from derive.derivation.implicit import pieces
from derive.family import Family
from derive.functions import T, logit_at
from derive.oracle.inversion import quantile, solve
from derive.oracle.law import lighter, pdf, support, tail, value, ways
from derive.oracle.numeric import compile_expression
from derive.plan.target import DIGITS, LARGEST, NEAR_ZERO, SMALLEST, Target, condition, settle
from derive.points import plan_points
from derive.sample import Point, draw_parameters, generator, log_uniform

#: How many points lie near a joint of pieces, and how near, of the distance to what is beside it.
NEXT_TO, NEARNESS = 24, (1e-14, 0.1)
#: Relative error of a stated image, by what its probability misses, and the digits of that: a law
#: at a stand-in for 0 is a difference of nearly equal terms.
PROVED, MANY = mp.mpf("1e-20"), 240
#: An image below it may be what a stand-in for 0 makes of one nearer to 0, as at a bound that is 0.
TOLD_APART = NEAR_ZERO * 10**20

Shapes = Mapping[str, float]


def aim(family: Family, image: Expr, symbols: Sequence[Symbol]) -> Iterator[Target]:
    """Exact images by a formula of phi; ``symbols`` are the variable, theta's shapes and tau's."""
    function = compile_image(family, image, symbols)
    for z, theta, tau in list_places(family, function):
        values = [z, *theta.values(), *tau.values()]
        beside = [x if x or not k else NEAR_ZERO for k, x in enumerate(values)]
        exact, digits = settle(function, beside)
        least = SMALLEST if beside == values else TOLD_APART
        if exact is not None and least < abs(exact) < LARGEST:
            sensitivity = condition(function, beside, digits)
            yield Target(dict(zip(symbols, values, strict=True)), exact, sensitivity)


def compile_image(family: Family, image: Expr, symbols: Sequence[Symbol]) -> Callable[..., Any]:
    """The formula at many digits, F's logit in it found by the oracle's inversion."""
    levels = image.atoms(logit_at)
    if not levels:
        found: Callable[..., Any] = compile_expression(image, tuple(symbols))
        return found
    at_level = compile_expression(image.subs(dict.fromkeys(levels, T)), (T, *symbols))

    def through_level(*values: Any) -> Any:
        level = solve(family, {s.name: v for s, v in zip(symbols, values, strict=True)})
        with mp.extraprec(int(abs(level) * 3) + 10):
            return at_level(level, *values)

    return through_level


def list_places(
    family: Family, function: Callable[..., Any]
) -> Iterator[tuple[float, Shapes, Shapes]]:
    """z, the shapes of theta and those of tau, which are drawn as theta's are."""
    rng = generator(family, "image")
    for point in plan_points(family):
        yield point.z, point.parameters, draw_parameters(family, rng)
    rng = generator(family, "joints")
    for point in list_joined(family):
        tau = draw_parameters(family, rng)
        low, high = (float(e) for e in support(family, point.parameters))
        for joint in list_joints(family, point.parameters, tau, function):
            side = rng.choice((-1.0, 1.0))
            room = abs((low if side < 0 else high) - joint)
            way = log_uniform(*NEARNESS, rng) * min(max(1.0, abs(joint)), room)
            if low < joint + side * way < high:
                yield joint + side * way, point.parameters, tau


def list_joined(family: Family) -> Sequence[Point]:
    """Points that give the shapes near whose joints is looked at; none where all is one piece."""
    return plan_points(family)[:NEXT_TO] if len(pieces(family)) > 1 else ()


def list_joints(
    family: Family, theta: Shapes, tau: Shapes, function: Callable[..., Any]
) -> Iterator[float]:
    """Where two pieces of theta's law meet, and what goes where two of tau's do."""
    for branch in pieces(family)[:-1]:
        yield float(value(branch.upper, theta))
        there = float(value(branch.upper, tau))
        with mp.workdps(DIGITS):
            before = function(there, *tau.values(), *theta.values())
        if mp.isfinite(before):
            yield float(before)


def is_proved(family: Family, target: Target) -> bool:
    """Whether the image has the probability of what it comes from, on the lighter side.

    Of a law that states its quantile function alone, whether that is the quantile of z's level.
    """
    numbers = list(target.values.values())
    names, count = [p.name for p in family.parameters], len(family.parameters)
    theta, tau = (
        dict(zip(names, (x or NEAR_ZERO for x in part), strict=True))
        for part in (numbers[1 : 1 + count], numbers[1 + count :])
    )
    variable = family.variable.name
    start, end = theta | {variable: numbers[0]}, tau | {variable: target.velocity}
    if family.quantile is not None and ways(family)[0] == "quantile":
        with mp.workdps(DIGITS):
            there = quantile(family, end, solve(family, start))
            return bool(abs(there - target.velocity) <= PROVED * abs(there))
    with mp.workdps(MANY):
        side = lighter(family, start)
        reached, kept = (tail(family, point, side) for point in (end, start))
        allowed = PROVED * max(kept, abs(target.velocity) * pdf(family, end))
        return bool(abs(reached - kept) <= allowed)
