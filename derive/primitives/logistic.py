"""1/(1 + e^-t) from e = e^-|t|, as 1/(1 + e) or e/(1 + e)."""

from __future__ import annotations

from derive.primitives._notation import read

FUNCTION = read(
    "logistic",
    """given t
e = exp(-abs(t))
larger = 1.0 / (1.0 + e)
smaller = e * larger
return smaller if t < 0.0 else larger
""",
    {},
    "1/(1 + e^-t) for every float64.",
)
