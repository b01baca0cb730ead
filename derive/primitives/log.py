"""log x."""

from __future__ import annotations

from derive.primitives import _logarithm
from derive.primitives._notation import read

FUNCTION = read(
    "log",
    f"""given x
subnormal = x < TINY
u = x * LIFT if subnormal else x
shift = 54.0 if subnormal else 0.0
e_whole = exponent(u) - shift
f = mantissa(u) - 1.0
{_logarithm.LOGARITHM}
finite = logarithm if x < INF else x
positive = finite if 0.0 < x else NAN
number = -INF if x == 0.0 else positive
return number
""",
    _logarithm.CONSTANTS,
    "log x for every x >= 0, subnormal x included; nan for x < 0.",
)
