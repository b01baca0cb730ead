"""The velocity of a family that states its log-density, by the score integral anchored at z.

With l the log-density and s the score (DESIGN 1e)

    v(z) = -int_lo^z s(t) e^(l(t) - l(z)) dt = int_z^hi s(t) e^(l(t) - l(z)) dt,

taken towards the end to which the density falls. For a density that is even in z the integral
starts at 0 near the middle, where v vanishes. Of a log-density that is not normalised the mean is
taken off the score.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mpmath import mp

from derive.family import Family
from derive.oracle import latent
from derive.oracle.folded import fold, halved, is_folded
from derive.oracle.gauss import integrate
from derive.oracle.integral import Vanishes, outward
from derive.oracle.line import Function, along
from derive.oracle.moments import centred, score
from derive.oracle.numeric import exact
from derive.oracle.outward import asked
from derive.oracle.settle import GUARD, loss_at, settle

Point = Mapping[str, Any]
#: An even density is integrated from 0 while it has fallen by less than e^-NEAR there.
NEAR = 2


def velocity(family: Family, parameter: str, point: Point, digits: int) -> Any:
    """v_parameter at ``point`` to ``digits`` digits; ArithmeticError where it does not settle."""
    if is_folded(family):
        there, sign = fold(family, point)
        with mp.workdps(digits + GUARD):
            return sign * velocity(halved(family), parameter, there, digits)
    what = f"family {family.name}: v_{parameter} at {dict(point)}"
    direct = latent.DIRECT.get(family.name)
    if direct is not None:
        return settle(lambda: direct.velocity(parameter, point), digits, what)
    if is_still(family, parameter, point):
        return mp.mpf(0)
    loss = loss_at(family, point, digits)
    try:
        return settle(lambda: once(family, parameter, point, digits, loss), digits, what, loss)
    except Vanishes:
        raise ArithmeticError(f"{what} all but vanishes") from None


def once(family: Family, parameter: str, point: Point, digits: int, loss: int) -> Any:
    """The velocity at the precision in force, of which ``loss`` digits are noise."""
    log_density = along(family.log_density, family, point)
    weight = centred(family, parameter, point, digits)
    z = exact(point[family.variable.name])
    if is_near_zero(family, parameter, log_density, z):
        here = log_density(z)
        value, _ = integrate(
            lambda t: weight(t) * mp.exp(log_density(t) - here),
            mp.mpf(0), z, mp.power(10, -asked(digits, loss)),
        )  # fmt: skip
        return -value
    value, upper = outward(family, point, log_density, weight, digits, parameter)
    return value if upper else -value


def is_still(family: Family, parameter: str, point: Point) -> bool:
    """Whether the density does not depend on ``parameter`` where others are 0."""
    zeros = {p.symbol: 0 for p in family.parameters if point[p.name] == 0}
    return bool(score(family, parameter).subs(zeros) == 0)


def is_near_zero(family: Family, parameter: str, log_density: Function, z: Any) -> bool:
    """Whether to integrate from 0, where the velocity is known to vanish."""
    if not (family.even or parameter in family.pinned):
        return False
    drop = log_density(mp.mpf(0)) - log_density(z)
    return bool(drop < NEAR and (family.even or -drop < NEAR))
