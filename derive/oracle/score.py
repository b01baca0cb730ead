"""The velocity by the score integral: a second opinion that needs the density alone (DESIGN 1e).

v(z) = int_z^hi p_theta(t) dt / p(z) = -int_lo^z p_theta(t) dt / p(z), by quadrature on the side of
the lighter tail, p_theta by numerical differentiation of the stated density.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mpmath import mp

from derive.family import Family
from derive.oracle import density
from derive.oracle.difference import step_at
from derive.oracle.iterated import integrate
from derive.oracle.law import lighter, support
from derive.oracle.numeric import exact
from derive.oracle.velocity import Refusal, converge, domain, refuse_unknown

Point = Mapping[str, Any]


def velocity_by_score(
    family: Family, parameter: str, z: Any, shapes: Mapping[str, Any], digits: int = 20
) -> Any:
    """v_parameter at ``z`` for a shape of a family that states its density, to ``digits`` digits.

    Arguments as for ``velocity``. Raises Refusal where the family states no density, for loc and
    scale, where both ends of the support move with the parameter, and where no two precisions
    agree.
    """
    refuse_unknown(family, parameter)
    if family.pdf is None or parameter not in {p.name for p in family.parameters}:
        raise Refusal(f"family {family.name}: no score integral for {parameter!r}")
    point = {family.variable.name: z, **{p.name: shapes[p.name] for p in family.parameters}}
    return converge(
        lambda: once(family, parameter, point), digits,
        f"family {family.name}: score integral of v_{parameter} at {point}",
    )  # fmt: skip


def once(family: Family, parameter: str, point: Point) -> Any:
    """The score integral over z at the precision in force; its step needs a quarter more."""
    digits = mp.dps
    x = exact(point[parameter])
    step = step_at(x, domain(family, parameter), digits)
    upper = side(family, parameter, point)
    z, end = exact(point[family.variable.name]), support(family, point)[upper]
    with mp.workdps(digits + int(max(0, -mp.log10(step)))):
        here, left, right = (
            density.along(family, {**point, parameter: t}) for t in (x, x - step, x + step)
        )
        height = 2 * step * here(z)
        total = integrate(lambda t: (right(t) - left(t)) / height, density.breaks(here, z, end))
    return total if upper else -total


def side(family: Family, parameter: str, point: Point) -> bool:
    """True for the upper side: that of the lighter tail unless its end moves."""
    symbol = next(p.symbol for p in family.parameters if p.name == parameter)
    fixed = [symbol not in end.free_symbols for end in family.support]
    if not any(fixed):
        raise Refusal(f"family {family.name}: both ends of its support move with {parameter}")
    return lighter(family, point) if all(fixed) else fixed[1]
