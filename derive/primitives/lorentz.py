"""t/(1 + t^2), which is 1/t to the last bit for huge t."""

from __future__ import annotations

from derive.primitives._notation import read

FUNCTION = read(
    "lorentz",
    """given t
huge = HUGE < abs(t)
above = 1.0 if huge else t
near = fma(t, t, 1.0)
below = t if huge else near
return above / below
""",
    {"HUGE": 2.0**30},
    "t/(1 + t^2) for every float64.",
)
