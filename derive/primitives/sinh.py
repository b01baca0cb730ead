"""sinh x = h + h/(1 + 2 h) with h = (e^|x| - 1)/2, carried as a quarter of it."""

from __future__ import annotations

from derive.primitives import _hyperbolic
from derive.primitives._notation import read

FUNCTION = read(
    "sinh",
    f"""given x
{_hyperbolic.BODY}
tail = eighth * r
sum_high = (eighth - 0.125) + tail
sum_low = ((eighth - 0.125) - sum_high) + tail
quarter = sum_high + fma(eighth, rest, sum_low)
total = quarter + quarter / fma(8.0, quarter, 1.0)
large = copysign(4.0 * total, x)
return x if magnitude < TINY else large
""",
    _hyperbolic.CONSTANTS | {"TINY": 2.0**-30},
    "sinh x for every float64.",
)
