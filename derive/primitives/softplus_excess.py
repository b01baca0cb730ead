"""(1 + e^-t) log(1 + e^t) - t: with q = e^-|t| it is (1 + q) log(1 + q)/q - t where t <= 0, and
q t + (1 + q) log(1 + q) where t > 0. Every term is positive."""

from __future__ import annotations

from derive.primitives._notation import read

# e^-TOP is 0 in float64.
FUNCTION = read(
    "softplus_excess",
    """given t
a = abs(t)
q = exp(-a)
ratio = log1p_ratio(q)
slope = fma(q, ratio, ratio)
left = slope + a
right = q * (minimum(TOP, a) + slope)
value = left if t <= 0.0 else right
return value
""",
    {"TOP": 1024.0},
    "(1 + e^-t) log(1 + e^t) - t for every float64; 0 at infinity.",
)
