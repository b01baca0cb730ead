"""The logarithm of a sum ``u + beyond``, which log, log1p and their relatives share.

u = m 2^e with sqrt(1/2) <= m < sqrt(2), f = m - 1 plus the scaled ``beyond``, s = f/(2 + f), and
log(1 + f) = f - (f^2/2 - s (f^2/2 + R)), R from log((1 + s)/(1 - s)) = 2 s + s R: the form of
Sun's fdlibm (e_log.c), whose idea is Tang's (ACM TOMS 16, 1990). For e = 0, f is exact, which is
what makes the result relatively accurate near 1.
"""

from __future__ import annotations

from math import inf, nan

from mpmath import mp, mpf

from derive.approximation import chebyshev, parts
from derive.primitives._exponential import LN2
from derive.primitives._notation import Constants


def remainder(w: mpf) -> mpf:
    """(log((1 + s)/(1 - s)) - 2 s)/s^3 at w = s^2; R is w times it."""
    s = mp.sqrt(w)
    return (2 * mp.atanh(s) - 2 * s) / s**3


def truncated(value: float, bits: int) -> float:
    """``value`` with all but the leading bits of its significand cleared."""
    mantissa, exponent = mp.mpf(value).man_exp
    drop = mantissa.bit_length() - bits
    return float(mp.ldexp(int(mantissa >> drop << drop), exponent))


# e * LN2_SHORT is exact for every exponent of a float64.
LN2_SHORT = truncated(LN2[0], 40)

CONSTANTS: Constants = {
    "INF": inf,
    "NAN": nan,
    "TINY": 2.0**-1022,
    "LIFT": 2.0**54,
    "ROUND": 1.5 * 2.0**52,
    "LN2_SHORT": LN2_SHORT,
    "LN2_REST": parts(lambda: mp.ln2 - mpf(LN2_SHORT), 1)[0],
    "SERIES": chebyshev(remainder, 0, mpf("0.02944"), 6),
}

# ``beyond`` matters only where it is not below the last bit of u, so its scale may be bounded.
SHIFT = """
e = exponent(u)
f = fma(beyond, scaled(1.0, ROUND - minimum(e, 1000.0)), mantissa(u) - 1.0)
"""

LOGARITHM = """
f_ratio = f / (2.0 + f)
f_square = f_ratio * f_ratio
half_square = (0.5 * f) * f
inner = fma(f_ratio, fma(f_square, SERIES(f_square), half_square), e_whole * LN2_REST)
logarithm = fma(e_whole, LN2_SHORT, f - (half_square - inner))
"""
