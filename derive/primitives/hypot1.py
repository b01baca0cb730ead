"""sqrt(1 + t^2), which is |t| to the last bit for huge t."""

from __future__ import annotations

from derive.primitives._notation import read

FUNCTION = read(
    "hypot1",
    """given t
a = abs(t)
bounded = minimum(HUGE, a)
root = sqrt(fma(bounded, bounded, 1.0))
return a if HUGE < a else root
""",
    {"HUGE": 2.0**30},
    "sqrt(1 + t^2) for every float64.",
)
