"""tan x = sin x/cos x, of one reduction."""

from __future__ import annotations

from derive.primitives import _trigonometric
from derive.primitives._notation import read

FUNCTION = read(
    "tan",
    f"""given x
{_trigonometric.REDUCE}
turned = quarter_turned(sine, cosine, shifted)
quotient = turned / quarter_turned(sine, cosine, shifted + 1.0)
return x if abs(x) < SMALL else quotient
""",
    _trigonometric.CONSTANTS | {"SMALL": 2.0**-30},
    "tan x for |x| <= 2^49, nan beyond.",
)
