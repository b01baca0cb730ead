"""cos x, the sine a quarter turn on."""

from __future__ import annotations

from derive.primitives import _trigonometric
from derive.primitives._notation import read

FUNCTION = read(
    "cos",
    f"""given x
{_trigonometric.REDUCE}
return quarter_turned(sine, cosine, shifted + 1.0)
""",
    _trigonometric.CONSTANTS,
    "cos x for |x| <= 2^49, nan beyond.",
)
