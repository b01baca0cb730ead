"""Targets: the points on which forms are compared, with exact velocities and conditions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from mpmath import mp
from sympy import Symbol

from derive.derivation import Derivation
from derive.family import U
from derive.functions import define
from derive.oracle import standard
from derive.oracle.inversion import solve
from derive.oracle.numeric import compile_expression
from derive.points import plan_points

DIGITS = 40
#: Velocities beyond these sizes are left out: float64 rounds them with fewer bits, or to infinity.
SMALLEST, LARGEST = mp.mpf("1e-290"), mp.mpf("1e300")
#: A shape's stand-in next to 0, where a law or a map has a limit that a form must have at 0 itself.
NEAR_ZERO = mp.mpf("1e-60")


@dataclass(frozen=True)
class Target:
    """An exact point, the exact velocity there and its condition number in all inputs."""

    values: dict[Symbol, float]
    velocity: Any
    condition: float


def aim(derivation: Derivation) -> Iterator[Target]:
    """The points of the family's fixed sample, with exact velocities."""
    family = derivation.family
    symbols = (family.variable, *(p.symbol for p in family.parameters))
    if family.log_density is not None:
        yield from aim_by_integral(derivation)
        return
    function = follow(derivation, symbols)
    for point in plan_points(family):
        values = [point.z, *(point.parameters[p.name] for p in family.parameters)]
        velocity, digits = settle(function, values)
        if velocity is not None and SMALLEST < abs(velocity) < LARGEST:
            yield Target(
                dict(zip(symbols, values, strict=True)),
                velocity,
                condition(function, values, digits),
            )


def aim_by_integral(derivation: Derivation) -> Iterator[Target]:
    """The same from the log-density, by the oracle."""
    family, name = derivation.family, derivation.parameter
    for point in plan_points(family):
        values = {family.variable: point.z}
        values |= {p.symbol: point.parameters[p.name] for p in family.parameters}
        velocity = standard.consult(family, name, point.z, point.parameters)
        if velocity is not None:
            sensitivity = standard.condition(family, name, point.z, point.parameters, velocity)
            yield Target(values, velocity, sensitivity)


def follow(derivation: Derivation, symbols: tuple[Symbol, ...]) -> Callable[..., Any]:
    """The velocity as a function of z and the shapes, at the digits in force."""
    if derivation.route != "inverse":
        found: Callable[..., Any] = compile_expression(define(derivation.velocity), symbols)
        return found
    at_level = compile_expression(derivation.velocity, (U, *symbols[1:]))

    def through_level(*values: Any) -> Any:
        point = {s.name: v for s, v in zip(symbols, values, strict=True)}
        logit = solve(derivation.family, point)
        with mp.extraprec(int(abs(logit) * 3) + 10):
            return at_level(1 / (1 + mp.exp(-logit)), *values[1:])

    return through_level


def settle(function: Any, values: Sequence[float]) -> tuple[Any, int]:
    """The value at doubled precision until two agree, and that precision.

    None at a zero, a pole or a 0/0, and where no two precisions agree.
    """
    digits, last = DIGITS, None
    while digits <= 64 * DIGITS:
        with mp.workdps(digits):
            value = function(*values)
            if mp.isnan(value):
                return None, digits
            within = abs(value) * mp.mpf(10) ** -DIGITS
            if last is not None and value != 0 and abs(value - last) <= within:
                return value, digits
        digits, last = 2 * digits, value
    return None, digits


def condition(function: Any, values: Sequence[float], digits: int) -> float:
    """sum_i |x_i dv/dx_i| / |v|, by differences of relative size 10^-25 at ``digits`` and more."""
    total = 0.0
    with mp.workdps(digits + 2 * DIGITS):
        step = mp.mpf(10) ** -25
        value = function(*values)
        for i, x in enumerate(values):
            if x != 0.0:
                moved = [*values[:i], mp.mpf(x) * (1 + step), *values[i + 1 :]]
                total += float(abs((function(*moved) - value) / (step * value)))
    return total
