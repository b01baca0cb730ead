"""x less the nearest multiple of 2 pi, by the argument reduction of ``_trigonometric``."""

from __future__ import annotations

from math import nan, pi

from derive.primitives import _trigonometric
from derive.primitives._notation import Constants, read

#: 2 pi in three float64, exactly four times those of pi/2.
TURN = [4.0 * part for part in _trigonometric.HALF_PI]

CONSTANTS: Constants = {
    "NAN": nan,
    "ROUND": 1.5 * 2.0**52,
    "FARTHEST": _trigonometric.CONSTANTS["FARTHEST"],
    "PI": pi,
    "INVERSE": 0.5 / pi,
    "TURN": TURN[0],
    "TURN_LOW": TURN[1],
    "TURN_LOWEST": TURN[2],
}

FUNCTION = read(
    "wrap",
    """given x
near = x if abs(x) <= FARTHEST else NAN
n = fma(near, INVERSE, ROUND) - ROUND
high = fma(-n, TURN, near)
middle = n * TURN_LOW
difference = high - middle
back = difference - high
lost_middle = (high - (difference - back)) - (middle + back)
tail = lost_middle - fma(n, TURN_LOWEST, fma(n, TURN_LOW, -middle))
reduced = difference + tail
return x if abs(x) <= PI else reduced
""",
    CONSTANTS,
    "x - 2 pi n for the nearest integer n and |x| <= 2^49, nan beyond; x itself on [-pi, pi].",
)
