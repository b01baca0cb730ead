"""e^x - 1, as 2^n r + (2^n - 1) summed without loss, plus 2^n times the small rest."""

from __future__ import annotations

from derive.primitives import _exponential
from derive.primitives._notation import read

# |x| below the normal range would lose r^2 to nothing, which is right: expm1(x) = x there. Above
# 2^1023 the halves of 2^n keep the sum finite; the last factor 2 rounds to infinity where it must.
BODY = f"""
{_exponential.REDUCE}
half = scaled(0.5, shifted)
tail = half * r
sum_high = (half - 0.5) + tail
sum_low = ((half - 0.5) - sum_high) + tail
halved = sum_high + fma(half, rest, sum_low)
"""

FUNCTION = read(
    "expm1",
    f"""given x
bounded = minimum(MOST, maximum(-50.0, x))
{BODY}
doubled = halved + halved
return x if abs(x) < 0x1p-54 else doubled
""".replace("0x1p-54", repr(2.0**-54)),
    _exponential.CONSTANTS,
    "e^x - 1 for every float64; -0.0 gives -0.0.",
)
