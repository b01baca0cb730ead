"""x^y for x >= 0, through a logarithm carried in two float64.

|y log x| reaches 745, so the logarithm needs eleven bits more than a float64 has:
log m = 2 s + (2/3) s^3 + s^5 R(s^2) with s = (m - 1)/(m + 1) in two parts. The first two terms are
summed in two parts, the third is below 2^-12 of the first. After Tang (ACM TOMS 16, 1990) and the
double-double sums of Dekker (Numer. Math. 18, 1971).
"""

from __future__ import annotations

from math import inf, nan

from mpmath import mp, mpf

from derive.approximation import chebyshev, parts
from derive.primitives import _exponential, _logarithm
from derive.primitives._notation import Constants, read


def remainder(w: mpf) -> mpf:
    """(2 atanh(s) - 2 s - (2/3) s^3)/s^5 at w = s^2."""
    s = mp.sqrt(w)
    return (2 * mp.atanh(s) - 2 * s - 2 * s**3 / 3) / s**5


THIRDS = parts(lambda: mpf(2) / 3, 2)

CONSTANTS: Constants = _exponential.CONSTANTS | {
    "INF": inf,
    "NAN": nan,
    "TINY": _logarithm.CONSTANTS["TINY"],
    "LIFT": _logarithm.CONSTANTS["LIFT"],
    "LN2_SHORT": _logarithm.CONSTANTS["LN2_SHORT"],
    "LN2_REST": _logarithm.CONSTANTS["LN2_REST"],
    "THIRDS": THIRDS[0],
    "THIRDS_LOW": THIRDS[1],
    "FIFTH": chebyshev(remainder, 0, mpf("0.02944"), 7),
}

LOGARITHM = """
subnormal = x < TINY
u = x * LIFT if subnormal else x
shift = 54.0 if subnormal else 0.0
e = exponent(u) - shift
m = mantissa(u)
f = m - 1.0
d = m + 1.0
d_low = m - (d - 1.0)
s = f / d
s_low = (fma(-s, d, f) - s * d_low) / d
w = s * s
w_low = fma(s, s, -w) + (s + s) * s_low
q = w * FIFTH(w)
g = THIRDS + q
g_low = ((THIRDS - g) + q) + THIRDS_LOW
third = w * g
third_low = fma(w, g, -third) + fma(w, g_low, w_low * g)
bracket = 2.0 + third
bracket_low = ((2.0 - bracket) + third) + third_low
product = s * bracket
product_low = fma(s, bracket, -product) + fma(s, bracket_low, s_low * bracket)
whole = e * LN2_SHORT
total = whole + product
total_low = ((whole - total) + product) + fma(e, LN2_REST, product_low)
l_finite = total + total_low
l_low = (total - l_finite) + total_low
l_positive = l_finite if x < INF else x
l = -INF if x == 0.0 else l_positive
"""

FUNCTION = read(
    "power",
    f"""given x, y
{LOGARITHM}
p = y * l
p_low = fma(y, l, -p) + y * l_low
bounded = minimum(MOST, maximum(LEAST, p))
{_exponential.REDUCE}
{_exponential.SCALE}
inside = p == bounded
correction = p_low if inside else 0.0
excess = fma(correction, 1.0 + (r + rest), rest)
raised = scaled(1.0 + (r + excess), shifted_half) * scale_more
legal = raised if 0.0 <= x else NAN
one = (x == 1.0) | (y == 0.0)
return 1.0 if one else legal
""",
    CONSTANTS,
    "x^y for x >= 0; nan for x < 0, whole y included; x^0 = 1^y = 1 whatever the other is.",
)
