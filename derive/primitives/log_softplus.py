"""log(log(1 + e^t)): for t < 0 as t + log(log1p(x)/x) with x = e^t, which does not underflow."""

from __future__ import annotations

from derive.primitives._notation import read

FUNCTION = read(
    "log_softplus",
    """given t
e = exp(-abs(t))
below = t + log(log1p_ratio(e))
above = log(t + log1p(e))
return below if t < 0.0 else above
""",
    {},
    "log(log(1 + e^t)) for every float64.",
)
