"""Coordinate: a variable w on the whole line for a support, in which tails fall exponentially.

log(z - lo) on a half-line, the log-odds on an interval, asinh z on the line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from mpmath import mp


class Place(NamedTuple):
    """A point with its distances from both ends, each to its own last digit."""

    z: Any
    rise: Any
    rest: Any


@dataclass(frozen=True)
class Coordinate:
    """The change of variable for the support (low, high)."""

    low: Any
    high: Any

    def to_line(self, z: Any) -> Any:
        """w of a point inside the support."""
        if mp.isinf(self.low):
            return mp.asinh(z) if mp.isinf(self.high) else -mp.log(self.high - z)
        return mp.log(z - self.low) - (0 if mp.isinf(self.high) else mp.log(self.high - z))

    def place(self, z: Any) -> Place:
        """The point z."""
        return Place(z, z - self.low, self.high - z)

    def from_line(self, w: Any) -> Place:
        """The point at w."""
        if mp.isinf(self.low):
            if mp.isinf(self.high):
                return self.place(mp.sinh(w))
            return self.below(mp.exp(-w))
        if mp.isinf(self.high):
            return self.above(mp.exp(w))
        width = self.high - self.low
        return (
            self.below(width / (1 + mp.exp(w))) if w > 0 else self.above(width / (1 + mp.exp(-w)))
        )

    def above(self, rise: Any) -> Place:
        """The point at that distance from the lower end."""
        z = self.low + rise
        return Place(z, rise, self.high - z)

    def below(self, rest: Any) -> Place:
        """The point at that distance from the upper end."""
        z = self.high - rest
        return Place(z, z - self.low, rest)

    def log_slope(self, w: Any) -> Any:
        """log dz/dw, up to a constant."""
        if mp.isinf(self.low):
            return mp.log(mp.cosh(w)) if mp.isinf(self.high) else -w
        return w if mp.isinf(self.high) else -2 * mp.log(2 * mp.cosh(w / 2))

    def slope(self, w: Any) -> Any:
        """dz/dw."""
        width = 1 if mp.isinf(self.low) or mp.isinf(self.high) else self.high - self.low
        return width * mp.exp(self.log_slope(w))
