"""(1 + e^-t) log(1 + e^t) - t: with q = e^-|t| it is (1 + q) log(1 + q)/q - t where t <= 0, and
q t + (1 + q) log(1 + q) where t > 0. Every term is positive."""

from __future__ import annotations

from derive.primitives._notation import read

# The root of q keeps its bits where q is subnormal; e^(-TOP/2) is 0 in float64.
FUNCTION = read(
    "softplus_excess",
    """given t
a = abs(t)
root = exp(-0.5 * a)
q = root * root
ratio = log1p_ratio(q)
slope = fma(q, ratio, ratio)
left = slope + a
right = (root * (minimum(TOP, a) + slope)) * root
value = left if t <= 0.0 else right
return value
""",
    {"TOP": 2048.0},
    "(1 + e^-t) log(1 + e^t) - t for every float64; 0 at infinity.",
)
