"""(1 + e^-t) log(1 + e^t): with q = e^-|t|, (1 + q) log(1 + q)/q or (1 + q)(t + log(1 + q))."""

from __future__ import annotations

from derive.primitives._notation import read

FUNCTION = read(
    "softplus_quotient",
    """given t
q = exp(-abs(t))
left = log1p_ratio(q)
right = t + q * left
factor = left if t <= 0.0 else right
return fma(q, factor, factor) if t < INF else t
""",
    {"INF": float("inf")},
    "(1 + e^-t) log(1 + e^t) for every float64.",
)
