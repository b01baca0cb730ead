"""-(e^y - 1) log(1 - e^-y)/y at y = e^t.

With q = e^-y and r = (1 - q)/y it is (r/q) (-log(1 - q)), where log(1 - q) = t + log r for t < 0
and log1p(-q) above. Beyond t = 40 it is e^-t.
"""

from __future__ import annotations

from derive.primitives._notation import read

FUNCTION = read(
    "gumbel_quotient",
    """given t
beyond = FARTHEST < t
mirrored = -t
power = exp(mirrored if beyond else t)
y = 1.0 if beyond else power
q = exp(-y)
r = expm1_ratio(-y)
below = -(t + log(r)) / q
above = log1p_ratio(-q)
factor = below if t < 0.0 else above
value = r * factor
return power if beyond else value
""",
    {"FARTHEST": 40.0},
    "-(e^y - 1) log(1 - e^-y)/y at y = e^t for every t; e^-t at the right, -t at the left.",
)
