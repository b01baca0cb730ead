"""sin x."""

from __future__ import annotations

from derive.primitives import _trigonometric
from derive.primitives._notation import read

FUNCTION = read(
    "sin",
    f"""given x
{_trigonometric.REDUCE}
turned = quarter_turned(sine, cosine, shifted)
return x if abs(x) < SMALL else turned
""",
    _trigonometric.CONSTANTS | {"SMALL": 2.0**-30},
    "sin x for |x| <= 2^49, nan beyond.",
)
