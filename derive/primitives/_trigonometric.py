"""The argument reduction of sin, cos and tan, and the two polynomials.

x = n pi/2 + r + low with |r| <= pi/4, pi/2 in three float64 (Cody and Waite 1980). With a fused
multiply-add the first subtraction is exact, and together the three parts have 160 bits: the
nearest that a float64 below 2^49 comes to a multiple of pi/2 is about 2^-60 (Muller, Elementary
Functions, table 11.1), so r is right to its last bit for |x| <= 2^49. Beyond, the count n itself
is lost and the result is nan.
"""

from __future__ import annotations

from math import nan

from mpmath import mp, mpf

from derive.approximation import chebyshev, parts
from derive.primitives._notation import Constants


def sine(w: mpf) -> mpf:
    """(sin r - r)/r^3 at w = r^2."""
    r = mp.sqrt(w)
    return (mp.sin(r) - r) / r**3


def cosine(w: mpf) -> mpf:
    """(cos r - 1 + r^2/2)/r^4 at w = r^2."""
    return (mp.cos(mp.sqrt(w)) - 1 + w / 2) / w**2


HALF_PI = parts(lambda: mp.pi / 2, 3, digits=80)
SQUARE = mpf("0.6169")

CONSTANTS: Constants = {
    "NAN": nan,
    "ROUND": 1.5 * 2.0**52,
    "FARTHEST": 2.0**49,
    "INVERSE": parts(lambda: 2 / mp.pi, 1)[0],
    "HALF_PI": HALF_PI[0],
    "HALF_PI_LOW": HALF_PI[1],
    "HALF_PI_LOWEST": HALF_PI[2],
    "SINE": chebyshev(sine, 0, SQUARE, 6),
    "COSINE": chebyshev(cosine, 0, SQUARE, 6),
}

REDUCE = """
near = x if abs(x) <= FARTHEST else NAN
shifted = fma(near, INVERSE, ROUND)
n = shifted - ROUND
high = fma(-n, HALF_PI, near)
middle = n * HALF_PI_LOW
difference = high - middle
back = difference - high
lost_middle = (high - (difference - back)) - (middle + back)
tail = lost_middle - fma(n, HALF_PI_LOWEST, fma(n, HALF_PI_LOW, -middle))
r = difference + tail
low = (difference - r) + tail
w = r * r
sine = r + fma(r * w, SINE(w), low)
half = 0.5 * w
unit = 1.0 - half
lost = (1.0 - unit) - half
cosine = unit + fma(w * w, COSINE(w), fma(-r, low, lost))
"""
