"""Tails of a family that states its log-density l, by integrals anchored at z.

F(z) = p(z) int_lo^z e^(l(t) - l(z)) dt, or 1 - F likewise, towards the end to which the density
falls. Of a log-density that is not normalised the mass is divided out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from mpmath import mp

from derive.family import Family
from derive.oracle import ball, latent
from derive.oracle.ball_formula import is_listed
from derive.oracle.folded import fold, halved, is_folded
from derive.oracle.gauss import integrate
from derive.oracle.integral import outward
from derive.oracle.line import along, height_on, line_of
from derive.oracle.moments import normaliser, shapes_of
from derive.oracle.numeric import exact
from derive.oracle.outward import fall, falls_upward
from derive.oracle.settle import GUARD, loss_at, settle
from derive.oracle.special import exponential

Point = Mapping[str, Any]
#: One point of each member at each precision whose F is known and no tail's: another F is that one
#: and the mass between, which takes a tenth of the time of an integral over the whole tail.
IN_THE_BULK: dict[tuple[Any, ...], tuple[Any, Any]] = {}
BULK = (0.01, 0.99)


def tail(family: Family, point: Point, upper: bool) -> Any:
    """F or 1 - F at ``point``; the heavier one as the complement of the other."""
    if is_folded(family):
        return unfold(tail, family, point, upper)
    digits = mp.dps
    direct = latent.DIRECT.get(family.name)
    if direct is not None:
        what = f"family {family.name}: tail at {dict(point)}"
        return settle(lambda: direct.tail(point, upper), digits, what)
    member = (family, shapes_of(family, point), mp.prec)
    if member in IN_THE_BULK:
        lower = from_neighbour(family, point, *IN_THE_BULK[member])
        if is_bulk(lower):
            return 1 - lower if upper else lower
    value = integrated_tail(family, point, upper)
    lower = 1 - value if upper else value
    if member not in IN_THE_BULK and is_bulk(lower):
        IN_THE_BULK[member] = exact(point[family.variable.name]), lower
    return value


def integrated_tail(family: Family, point: Point, upper: bool) -> Any:
    """The tail by its own integral."""
    digits = mp.dps

    def once() -> Any:
        log_density = along(family.log_density, family, point)
        value, side = outward(family, point, log_density, lambda t: 1, digits)
        value *= exponential(log_density(exact(point[family.variable.name])))
        value /= normaliser(family, point, digits)
        return value if side == upper else 1 - value

    what = f"family {family.name}: tail at {dict(point)}"
    return settle(once, digits, what, loss_at(family, point, digits))


def is_bulk(level: Any) -> bool:
    """Whether a difference of two such F keeps its digits but two."""
    return bool(BULK[0] < level < BULK[1])


def from_neighbour(family: Family, point: Point, start: Any, level: Any) -> Any:
    """F at ``point`` from F at another z of the same member."""
    digits = mp.dps
    with mp.workdps(digits + GUARD + loss_at(family, point, digits)):
        log_density, line = along(family.log_density, family, point), line_of(family, point)

        def density(w: Any) -> Any:
            return mp.exp(log_density(line.from_line(w))) * line.slope(w)

        near, far = line.to_line(start), line.to_line(exact(point[family.variable.name]))
        norm = normaliser(family, point, digits)
        mass, _ = integrate(density, near, far, mp.power(10, -digits - 3), level * norm)
        return level + mass / norm


def unfold(
    tail: Callable[[Family, Point, bool], Any], family: Family, point: Point, upper: bool
) -> Any:
    """A tail of an even law from the upper tail of its half."""
    there, sign = fold(family, point)
    outer = tail(halved(family), there, True) / 2 if sign else mp.mpf(1) / 2
    return outer if (sign > 0) == upper else 1 - outer


def rough_tail(family: Family, point: Point, upper: bool) -> Any:
    """F or 1 - F by its order of magnitude: the density times the length of its fall by e."""
    if is_folded(family):
        return unfold(rough_tail, family, point, upper)
    if family.name in latent.ROUGH:
        return latent.ROUGH[family.name](point, upper)
    if ball.available() and is_listed(family):
        from derive.oracle import ball_tail

        quick = ball_tail.rough_tail(family, point, upper)
        if quick is not None:
            return min(mp.mpf(1), quick / normaliser(family, point, 5))
    return rough_integral(family, point, upper)


def rough_integral(family: Family, point: Point, upper: bool) -> Any:
    """The same without balls."""
    log_density, line = along(family.log_density, family, point), line_of(family, point)
    z = exact(point[family.variable.name])
    # Next to an end 1/z^2 may be told from 0, and the slope from rounding by a third of the digits.
    with mp.workdps(mp.dps + max(0, 4 * int(mp.log10(abs(z) + 1)))):
        start = line.to_line(z)
        height = height_on(line, log_density)
        here = height(start)
        if falls_upward(height, start, here) != upper:
            return mp.mpf(1)
        try:
            _, length = fall(height, start, here, 1 if upper else -1, 1)
        except ArithmeticError:  # Too few digits beside an end: more will tell.
            with mp.workdps(2 * mp.dps):
                return rough_integral(family, point, upper)
        return min(
            mp.mpf(1),
            exponential(log_density(z)) * line.slope(start) * length / normaliser(family, point, 5),
        )
