"""(e^t - 1)/t."""

from __future__ import annotations

from derive.primitives import _exponential_ratio
from derive.primitives._notation import read

# Below 2^-60 the value is 1 whatever t is, so t may be replaced by 2^-60: no 0/0.
FUNCTION = read(
    "expm1_ratio",
    f"""given z
t = TINY if abs(z) < TINY else z
{_exponential_ratio.BODY}
tail = scale * r
sum_high = (scale - unit) + tail
sum_low = ((scale - unit) - sum_high) + tail
numerator = sum_high + fma(scale, rest, sum_low)
return (numerator / x) * grow
""",
    _exponential_ratio.CONSTANTS | {"TINY": 2.0**-60},
    "(e^t - 1)/t for every float64, 1 at t = 0.",
)
