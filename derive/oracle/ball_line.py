"""The line of ``coordinate.Coordinate`` for balls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from mpmath import mp

from derive.oracle.ball import Ball, to_ball, to_float, wide
from derive.oracle.coordinate import Place


@dataclass(frozen=True)
class Line:
    """A line on which tails fall exponentially; an infinite end of the support is None."""

    low: Ball | None
    high: Ball | None

    def start(self, z: Ball) -> Ball:
        """w of the point z."""
        if self.low is None:
            return z.asinh() if self.high is None else -(self.high - z).log()
        return (z - self.low).log() - (0 if self.high is None else (self.high - z).log())

    def place(self, z: Ball) -> Place:
        """The point z."""
        low, high = self.low, self.high
        return Place(z, None if low is None else z - low, None if high is None else high - z)

    def at(self, w: Ball) -> tuple[Place, Ball]:
        """The point at w, and dz/dw there."""
        if self.low is None and self.high is None:
            return self.place(w.sinh()), w.cosh()
        if self.low is None:
            rest = (-w).exp()
            return Place(self.high - rest, None, rest), rest
        if self.high is None:
            rise = w.exp()
            return Place(self.low + rise, rise, None), rise
        odds, width = w.exp(), self.high - self.low
        rise, rest = width * odds / (1 + odds), width / (1 + odds)
        return Place(self.low + rise, rise, rest), rise * rest / width


def line_between(ends: Sequence[Any], bits: int) -> Line:
    """The line of a support whose ends are mpf, known to so many bits."""
    return Line(*(None if mp.isinf(e) else to_ball(e) * wide(bits) for e in ends))


def beside(start: Ball, bits: int) -> Ball:
    """A point a little above ``start``, to see there which way a density falls."""
    step = mp.ldexp(max(1.0, abs(to_float(start))), -(bits // 3))
    return start + to_ball(step)
