"""-(e^y - 1) log(1 - e^-y)/y at y = e^t.

Where y <= 1 the logarithm is t + log((1 - e^-y)/y), two terms of one sign; where y > 1, with
q = e^-y, the whole is (1 - q) (-log(1 - q)/q)/y.
"""

from __future__ import annotations

from derive.primitives._notation import read

FUNCTION = read(
    "gumbel_quotient",
    """given t
low = minimum(0.0, t)
small = exp(low)
near = expm1_ratio(small) * (-low - log(expm1_ratio(-small)))
q = exp(-exp(maximum(0.0, t)))
far = ((1.0 - q) * log1p_ratio(-q)) * exp(-maximum(0.0, t))
value = near if t <= 0.0 else far
return value
""",
    {},
    "-(e^y - 1) log(1 - e^-y)/y at y = e^t for every float64 t.",
)
