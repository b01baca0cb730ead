"""e^x."""

from __future__ import annotations

from derive.primitives import _exponential
from derive.primitives._notation import read

FUNCTION = read(
    "exp",
    f"""given x
bounded = minimum(MOST, maximum(LEAST, x))
{_exponential.REDUCE}
{_exponential.SCALE}
return scaled(1.0 + (r + rest), shifted_half) * scale_more
""",
    _exponential.CONSTANTS,
    "e^x for every float64; subnormal results are rounded, not flushed.",
)
