"""e^x - 1, as 2^n r + (2^n - 1) summed without loss, plus 2^n times the small rest."""

from __future__ import annotations

from derive.primitives import _exponential
from derive.primitives._notation import read

# Half of e^x - 1 is carried, so that 2^1024 is reached; the last doubling overflows where it must.
# At |x| < 2^-54 the value is x, and half of a subnormal x would lose its last bit.
FUNCTION = read(
    "expm1",
    f"""given x
bounded = minimum(MOST, maximum(LEAST, x))
{_exponential.REDUCE}
half = scaled(0.5, shifted)
tail = half * r
sum_high = (half - 0.5) + tail
sum_low = ((half - 0.5) - sum_high) + tail
halved = sum_high + fma(half, rest, sum_low)
doubled = halved + halved
return x if abs(x) < SMALL else doubled
""",
    _exponential.CONSTANTS | {"LEAST": -50.0, "SMALL": 2.0**-54},
    "e^x - 1 for every float64; -0.0 gives -0.0.",
)
