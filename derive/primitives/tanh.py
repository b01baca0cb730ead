"""tanh x = -e/(2 + e) with e = expm1(-2 |x|), which cannot overflow."""

from __future__ import annotations

from derive.primitives._notation import read

FUNCTION = read(
    "tanh",
    """given x
e = expm1(-2.0 * abs(x))
return copysign(e / (2.0 + e), x)
""",
    {},
    "tanh x for every float64.",
)
