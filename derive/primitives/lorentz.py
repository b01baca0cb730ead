"""t/(1 + t^2), which is 1/t to the last bit for huge t."""

from __future__ import annotations

from derive.primitives._notation import read

FUNCTION = read(
    "lorentz",
    """given t
huge = HUGE < abs(t)
bounded = 1.0 if huge else t
near = bounded / fma(bounded, bounded, 1.0)
far = 1.0 / t
return far if huge else near
""",
    {"HUGE": 2.0**30},
    "t/(1 + t^2) for every float64.",
)
