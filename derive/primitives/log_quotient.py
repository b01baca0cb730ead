"""log(x/y), which is finite where x/y overflows or underflows, and accurate near x = y.

x/y = q 2^e with the fractions' quotient q between sqrt(1/2) and sqrt(2), and log q = 2 s + s^3 R
with s = (q - 1)/(q + 1), a quotient of sums of the fractions; their difference is exact.
"""

from __future__ import annotations

from derive.primitives import _logarithm
from derive.primitives._notation import read

FUNCTION = read(
    "log_quotient",
    """given x, y
subnormal = x < TINY
lifted = x * LIFT if subnormal else x
raised = 54.0 if subnormal else 0.0
above = mantissa(lifted)
below = mantissa(y)
low = above < ROOT_HALF * below
high = ROOT_TWO * below < above
doubled = above + above if low else above
top = 0.5 * above if high else doubled
fewer = 1.0 if low else 0.0
more = 1.0 if high else 0.0
e = ((exponent(lifted) - raised) - exponent(y)) + (more - fewer)
s = (top - below) / (top + below)
square = s * s
rest = fma(e, LN2_REST, (s * square) * SERIES(square))
logarithm = fma(e, LN2_SHORT, fma(2.0, s, rest))
positive = logarithm if 0.0 < x else NAN
number = -INF if x == 0.0 else positive
return number if x < INF else x
""",
    _logarithm.CONSTANTS | {"ROOT_HALF": 0.5**0.5, "ROOT_TWO": 2.0**0.5},
    "log(x/y) for x >= 0 and finite normal y > 0; nan for x < 0.",
)
