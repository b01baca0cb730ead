"""Balls: the anchored score integral in ball arithmetic, by python-flint.

The integral of ``anchored``, several times quicker: balls (F. Johansson, Arb, IEEE Trans. Comput.
66 (2017) 1281) carry the rounding, however much cancels, and the difference of two quadratures is
added to the radius. A result whose radius is too wide is found again with more bits. Nothing
depends on python-flint but the time that many exact values take.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from mpmath import mp

from derive.family import Family
from derive.oracle.anchored import NEAR
from derive.oracle.ball import Ball, to_ball, to_float, to_real
from derive.oracle.ball_formula import along, is_listed, varying
from derive.oracle.ball_line import beside, line_between
from derive.oracle.ball_quadrature import Quadrature
from derive.oracle.coordinate import Place
from derive.oracle.folded import halved, is_folded
from derive.oracle.law import support
from derive.oracle.moments import score
from derive.oracle.numeric import compile_expression, exact
from derive.oracle.outward import WIDE

#: Bits of the result, of the first attempt beyond them, and of the last.
BITS, GUARD, MOST = 80, 48, 512
#: Bits that are asked of quadrature beyond BITS, for each doubling: an integral may cancel.
STRICTER = 24
#: The range ends where the density has fallen by e^-DEPTH, 2^-BITS and some.
DEPTH = 65
#: Doublings of a step that looks for the end of the range.
FARTHEST = 4000


@cache
def covers(family: Family) -> bool:
    """Whether a family states its log-density, normalised, in functions that balls have.

    And on a support that does not move.
    """
    still = not any(e.free_symbols for e in family.support)
    return family.log_density is not None and family.normalised and still and is_listed(family)


def velocity(family: Family, parameter: str, z: Any, shapes: Mapping[str, Any]) -> Any:
    """v_parameter at ``z`` to about 24 digits; None where that cannot be had.

    For a shape of a family that ``covers`` admits.
    """
    from flint import ctx

    if not covers(family):
        return None
    values, z = tuple(exact(shapes[p.name]) for p in family.parameters), exact(z)
    with mp.workprec(BITS + GUARD):
        low, high = support(family, {})
        if not low < z < high:
            return None
    if is_folded(family):
        half = velocity(halved(family), parameter, abs(z), shapes)
        return half if half is None or z > 0 else mp.fneg(half, exact=True)
    bits = BITS + GUARD
    while bits <= MOST:
        ctx.prec = bits
        try:
            found = Integral(family, parameter, values, z, bits).value()
        except ArithmeticError:  # More bits may tell.
            found = to_ball(0) / 0
        if found.is_finite() and found.rel_accuracy_bits() >= BITS - 4:
            return to_real(found)
        bits *= 2
    return None


class Integral:
    """The score integral at one point, in so many bits."""

    def __init__(
        self, family: Family, parameter: str, values: tuple[Any, ...], z: Any, bits: int
    ) -> None:
        with mp.workprec(bits + 16):
            ends = [compile_expression(e, ())() for e in family.support]
            # Here, since mpmath's pi has the precision in force where it becomes a number.
            self.line = line_between(ends, bits)
        self.log_density = along(varying(family), family, values, bits)
        self.weight = along(score(family, parameter), family, values, bits)
        self.even, self.bits = family.even, bits
        doublings = (bits // (BITS + GUARD)).bit_length() - 1
        tolerance = 2.0 ** (-BITS - STRICTER * doublings)
        self.quadrature = Quadrature(bits, tolerance)
        self.here = self.line.place(to_ball(z))
        self.origin = self.log_density(self.here)

    def value(self) -> Ball:
        """The velocity, a ball of whatever radius."""
        if self.even and self.fallen_from(self.line.place(to_ball(0))) < NEAR:
            return -self.quadrature.integrate(self.on_the_axis, to_ball(0), self.here.z)
        start = self.line.start(self.here.z)
        rise = self.height(beside(start, self.bits)) - self.height(start)
        if rise.contains(0) or not rise.is_finite():
            raise ArithmeticError("too few bits to tell towards which end the density falls")
        side = -1 if rise > 0 else 1
        total, near, length = to_ball(0), 0.0, self.reach(start, side)
        while near < length:  # Over the whole of a long way all rules may miss what is near.
            far = length if length < 2 * (near + WIDE) else WIDE * (near + 1)
            piece = start + side * near, start + side * far
            total += self.quadrature.integrate(self.on_the_line, *piece)
            near = far
        return total

    def fallen_from(self, place: Place) -> float:
        """By how much the log-density has fallen on the way from a place to the point."""
        return to_float(self.log_density(place) - self.origin)

    def height(self, w: Ball) -> Ball:
        """The log-density on the line, less the log-density of z at the point."""
        place, slope = self.line.at(w)
        return self.log_density(place) - self.origin + slope.log()

    def on_the_axis(self, z: Ball) -> Ball:
        place = self.line.place(z)
        return self.weight(place) * (self.log_density(place) - self.origin).exp()

    def on_the_line(self, w: Ball) -> Ball:
        place, slope = self.line.at(w)
        return self.weight(place) * (self.log_density(place) - self.origin).exp() * slope

    def reach(self, start: Ball, side: int) -> float:
        """A distance beyond which the density is below all that counts."""
        step, end = 2.0**-20, self.height(start) - DEPTH
        for _ in range(FARTHEST):
            if self.height(start + side * step) < end:
                break
            step *= 1.5
        else:
            raise ArithmeticError("the density does not fall, or there are too few bits to see it")
        while step > 2.0**-self.bits and self.height(start + side * step / 16) < end:
            step /= 16
        if step <= 2.0**-self.bits:
            raise ArithmeticError("the density falls within too few bits")
        return step
