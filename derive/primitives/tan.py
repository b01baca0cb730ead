"""tan x = sine/cosine, or -cosine/sine in the odd quarters."""

from __future__ import annotations

from derive.primitives import _trigonometric
from derive.primitives._notation import read

FUNCTION = read(
    "tan",
    f"""given x
{_trigonometric.REDUCE}
halves = fma(n, 0.5, ROUND) - ROUND
even = fma(-2.0, halves, n) == 0.0
negated = -cosine
numerator = sine if even else negated
denominator = cosine if even else sine
quotient = numerator / denominator
return x if abs(x) < SMALL else quotient
""",
    _trigonometric.CONSTANTS | {"SMALL": 2.0**-30},
    "tan x for |x| <= 2^49, nan beyond.",
)
