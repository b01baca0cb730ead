"""Doubles found by the probability of their tail: bisection over the ordering of the doubles."""

from __future__ import annotations

from collections.abc import Callable
from struct import pack, unpack

from mpmath import mp

#: How near (relative, absolute) the logarithm of the tail comes to the one that was asked for.
NEAR = (0.02, 0.05)
LARGEST = 1.7976931348623157e308


def rank(x: float) -> int:
    """The place of ``x`` among all doubles, 0 for zero."""
    bits: int = unpack("<q", pack("<d", abs(x)))[0]
    return -bits if x < 0 else bits


def unrank(n: int) -> float:
    """The double at place ``n``."""
    x: float = unpack("<d", pack("<q", abs(n)))[0]
    return -x if n < 0 else x


def solve_log_tail(
    log_tail: Callable[[float], float], target: float, low: float, high: float, upper: bool
) -> float | None:
    """A double strictly between ``low`` and ``high`` whose log tail is about ``target``.

    None where neighbouring doubles straddle the target by more than a factor e, that is, where
    doubles have run out.
    """
    first, last = (rank(min(max(end, -LARGEST), LARGEST)) for end in (low, high))
    while last - first > 1:
        middle = (first + last) // 2
        z = unrank(middle)
        reached = log_tail(z)
        if abs(reached - target) <= max(NEAR[0] * abs(target), NEAR[1]):
            return z
        if (reached < target) == upper:
            last = middle
        else:
            first = middle
    return None


def inner_doubles(low: object, high: object) -> tuple[float, float]:
    """The doubles next to two mpf ends, rounded inwards; infinite ends stay infinite."""
    below, above = float(low), float(high)  # type: ignore[arg-type]
    if mp.isfinite(low) and mp.mpf(below) < low:
        below = unrank(rank(below) + 1)
    if mp.isfinite(high) and mp.mpf(above) > high:
        above = unrank(rank(above) - 1)
    return below, above
