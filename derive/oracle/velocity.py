"""The velocity v = -(dF/dtheta)/(dF/dz) of a standard member, by numerical differentiation.

The lighter of F and 1 - F is differentiated at a working precision that is doubled until two
results agree in relative error. Zero never counts as converged: an F that has underflowed to a
constant gives a perfectly stable 0 (DESIGN 2). A family that states only its quantile function
has v = dQ/dtheta at the u with Q(u) = z; one that states its log-density, the score integral.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from mpmath import mp

from derive.domain import LOC, SCALE
from derive.family import Family
from derive.oracle import anchored, inversion
from derive.oracle.difference import derivative, scale_at
from derive.oracle.law import lighter, moved, support, tail, ways
from derive.oracle.numeric import exact
from derive.oracle.removable import across, ends

Point = Mapping[str, Any]

MOST_DIGITS = 3200


class Refusal(ArithmeticError):  # noqa: N818
    """The oracle has no value it can vouch for; the message says why."""


def velocity(
    family: Family, parameter: str, z: Any, shapes: Mapping[str, Any], digits: int = 50
) -> Any:
    """v_parameter at ``z`` of the standard member with the given shapes, to ``digits`` digits.

    Numbers may be float, int, Fraction or mpf and are taken as exact. ``parameter`` is a shape,
    loc or scale. Raises Refusal where no two precisions agree (a velocity that is exactly 0, a
    kink, a point on the edge where F is flat) or z lies outside the support; KeyError for a
    shape that is missing.
    """
    refuse_unknown(family, parameter)
    point = {family.variable.name: z, **{p.name: shapes[p.name] for p in family.parameters}}
    if family.log_density is not None and parameter in {p.name for p in family.parameters}:
        return by_integral(family, parameter, point, digits)
    return converge(
        lambda: once(family, parameter, point), digits,
        f"family {family.name}: v_{parameter} at z = {mp.nstr(exact(z), 17)}, {dict(shapes)}",
    )  # fmt: skip


def by_integral(family: Family, parameter: str, point: Point, digits: int) -> Any:
    """The velocity of a shape by the anchored score integral; Refusal where it does not settle."""
    low, high = support(family, point)
    if not low < exact(point[family.variable.name]) < high:
        raise Refusal(f"family {family.name}: {dict(point)} is not inside the support")
    try:
        return anchored.velocity(family, parameter, point, digits)
    except ArithmeticError as unsettled:
        raise Refusal(str(unsettled)) from unsettled


def refuse_unknown(family: Family, parameter: str) -> None:
    """Raise Refusal for what is not a differentiable parameter of the family."""
    if parameter not in family.differentiable:
        raise Refusal(
            f"family {family.name} has no velocity in {parameter!r}; "
            f"it has {', '.join(family.differentiable)}"
        )


def converge(f: Callable[[], Any], digits: int, what: str) -> Any:
    """``f()`` at doubled precisions until two values agree to ``digits``; Refusal otherwise."""
    previous, precision = mp.nan, 2 * digits + 20
    while precision <= MOST_DIGITS:
        with mp.workdps(precision):
            value = f()
            if agree(previous, value, digits):
                with mp.workdps(digits + 5):
                    return +value
        previous, precision = value, 2 * precision
    raise Refusal(
        f"{what} does not settle within {MOST_DIGITS} digits (last {mp.nstr(previous, 5)})"
    )


def agree(previous: Any, value: Any, digits: int) -> bool:
    """True where two successive values agree in relative error and are not zero."""
    if value == 0 or not (mp.isfinite(value) and mp.isfinite(previous)):
        return False
    return bool(abs(value - previous) <= abs(value) * mp.power(10, -digits))


def once(family: Family, parameter: str, point: Point) -> Any:
    """The velocity at the precision in force; nan where a difference is not one."""
    z, edges = exact(point[family.variable.name]), support(family, point)
    if not edges[0] <= z <= edges[1]:
        raise Refusal(f"family {family.name}: z = {mp.nstr(z, 17)} is outside the support")
    if ways(family)[0] == "quantile":
        return along_quantile(family, parameter, point)
    side = across(family, point, lambda p: mp.mpf(lighter(family, p))) > 0

    def height(p: Point) -> Any:
        return across(family, p, lambda q: tail(family, q, side))

    slope = derivative(lambda t: height(moved(family, point, t)), z, edges)
    return -change(family, parameter, point, height) / slope if slope else mp.nan


def change(family: Family, parameter: str, point: Point, height: Callable[[Point], Any]) -> Any:
    """dT/dparameter of the tail T that ``height`` gives; loc and scale act through z."""
    z, edges = exact(point[family.variable.name]), support(family, point)
    if parameter == LOC.name:
        return derivative(
            lambda loc: height(moved(family, point, z - loc)),
            mp.mpf(0), (-mp.inf, mp.inf), scale_at(z, edges),
        )  # fmt: skip
    if parameter == SCALE.name:
        return derivative(
            lambda scale: height(moved(family, point, z / scale)),
            mp.mpf(1), (mp.mpf(0), mp.inf), scale_at(z, edges) / max(1, abs(z)),
        )  # fmt: skip
    x = exact(point[parameter])
    return derivative(lambda t: height({**point, parameter: t}), x, domain(family, parameter))


def domain(family: Family, parameter: str) -> tuple[Any, Any]:
    """The ends of a shape's domain."""
    return next(ends(p) for p in family.parameters if p.name == parameter)


def along_quantile(family: Family, parameter: str, point: Point) -> Any:
    """d(loc + scale Q)/dparameter at the u for which Q(u) = z."""
    logit = inversion.solve(family, point)
    if parameter == LOC.name:
        return mp.mpf(1)
    if parameter == SCALE.name:
        return inversion.quantile(family, point, logit)
    return derivative(
        lambda x: inversion.quantile(family, {**point, parameter: x}, logit),
        exact(point[parameter]),
        domain(family, parameter),
    )
