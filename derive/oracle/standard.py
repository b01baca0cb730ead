"""Standard: the exact velocity at a point and its condition number, what a kernel is judged by."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mpmath import mp

from derive.family import Family
from derive.oracle import ball, balls, latent
from derive.oracle.velocity import Refusal, velocity

#: Digits of a velocity, of one that is an integral, and of one that is an integral of integrals.
DIGITS, INTEGRAL_DIGITS, DIRECT_DIGITS = 50, 25, 16
#: Results that float64 holds with all its bits.
SMALLEST, LARGEST = mp.mpf("1e-290"), mp.mpf("1e300")

Shapes = Mapping[str, Any]


def digits_of(family: Family) -> int:
    """The digits to which the family's velocities are found."""
    if family.name in latent.DIRECT:
        return DIRECT_DIGITS
    return DIGITS if family.log_density is None else INTEGRAL_DIGITS


def consult(family: Family, parameter: str, z: Any, shapes: Shapes) -> Any:
    """The oracle's value, or None where it refuses or where doubles cannot hold the result."""
    exact = find(family, parameter, z, shapes)
    return exact if exact is not None and SMALLEST < abs(exact) < LARGEST else None


def find(family: Family, parameter: str, z: Any, shapes: Shapes) -> Any:
    """The velocity, in ball arithmetic where python-flint is there and has the formula; or None."""
    if ball.available() and parameter in shapes:
        exact = balls.velocity(family, parameter, z, shapes)
        if exact is not None:
            return exact
    try:
        return velocity(family, parameter, z, shapes, digits_of(family))
    except Refusal:
        return None


def condition(family: Family, parameter: str, z: Any, shapes: Shapes, exact: Any) -> float:
    """sum_i |x_i dv/dx_i| / |v| over z and the shapes, by differences of the oracle's values."""
    digits, total = digits_of(family), 0.0
    step = mp.mpf(10) ** -(digits // 2)

    def beside(name: str, step: Any) -> Any:
        """v with one input moved by a part of itself; None outside the support."""
        with mp.workdps(digits):
            moved = {**shapes, family.variable.name: mp.mpf(z)}
            moved[name] = mp.mpf(moved[name]) * (1 + step)
            if moved[name] == 0:
                return None
            there = moved.pop(family.variable.name)
        return find(family, parameter, there, moved)

    for name in (family.variable.name, *shapes):
        near = next(filter(None, (beside(name, side * step) for side in (1, -1))), exact)
        with mp.workdps(digits):
            total += float(abs((near - exact) / (step * exact)))
    return total
