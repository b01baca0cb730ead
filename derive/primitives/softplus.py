"""log(1 + e^t) as max(t, 0) + log1p(e^-|t|)."""

from __future__ import annotations

from derive.primitives._notation import read

FUNCTION = read(
    "softplus",
    """given t
positive = 0.0 < t
base = t if positive else 0.0
return base + log1p(exp(-abs(t)))
""",
    {},
    "log(1 + e^t) for every float64.",
)
