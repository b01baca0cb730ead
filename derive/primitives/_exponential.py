"""The argument reduction that all functions made of e^x share.

x = n ln 2 + r with |r| <= ln(2)/2, the product subtracted in two parts (Cody and Waite 1980). With
a fused multiply-add the first subtraction is exact: x and ln 2 are multiples of 2^-54 where n is
not 0, and r needs no more than 53 bits. ``low`` is the rounding error of the second one.
e^r = 1 + r + r^2 Q(r). Scaling by 2^n is done in two factors, so that subnormal results are
rounded once and 2^1024 is reached.
"""

from __future__ import annotations

from math import inf, nan

from mpmath import mp, mpf

from derive.approximation import chebyshev, parts
from derive.primitives._notation import Constants

LN2 = parts(lambda: +mp.ln2, 2)


def excess(r: mpf) -> mpf:
    """(e^r - 1 - r)/r^2, Kummer's M(1, 3, r)/2 (DLMF 13.6.1), which has no cancellation at 0."""
    return mp.hyp1f1(1, 3, r) / 2


# The value below, which replaces e^x by 0, is beyond ln of half the least subnormal; the one above
# is beyond ln of the largest float64.
CONSTANTS: Constants = {
    "INF": inf,
    "NAN": nan,
    "ROUND": 1.5 * 2.0**52,
    "LEAST": -746.0,
    "MOST": 710.0,
    "INVERSE_LN2": parts(lambda: 1 / mp.ln2, 1)[0],
    "LN2": LN2[0],
    "LN2_LOW": LN2[1],
    "QUADRATIC": chebyshev(excess, -mpf("0.3467"), mpf("0.3467"), 10),
}

REDUCE = """
shifted = fma(bounded, INVERSE_LN2, ROUND)
n = shifted - ROUND
high = fma(-n, LN2, bounded)
r = fma(-n, LN2_LOW, high)
low = fma(-n, LN2_LOW, high - r)
rest = fma(r * r, QUADRATIC(r), low)
"""

SCALE = """
shifted_half = fma(n, 0.5, ROUND)
scale_more = scaled(1.0, shifted - (shifted_half - ROUND))
"""
