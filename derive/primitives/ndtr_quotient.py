"""-log Phi(t) Phi(t)/phi(t): -log Phi(t) R(-t) where t <= 0, with Mills' ratio R. Where t > 0 and
q = 1 - Phi(t), it is R(t) (1 - q) (-log(1 - q)/q), and nothing overflows."""

from __future__ import annotations

from math import pi, sqrt

from derive.primitives._notation import read

# Beyond FAR, q is 0 beside 1 and the factor is 1.
FUNCTION = read(
    "ndtr_quotient",
    """given t
a = abs(t)
ratio = mills(a)
near = minimum(FAR, a)
q = (exp(-0.5 * (near * near)) * ratio) * INVERSE_ROOT
right = (1.0 - q) * log1p_ratio(-q)
left = -log_ndtr(-a)
lower = t <= 0.0
factor = left if lower else right
value = factor * ratio
limit = 0.5 * a
return limit if t < LOWEST else value
""",
    {"FAR": 20.0, "LOWEST": -(2.0**30), "INVERSE_ROOT": 1 / sqrt(2 * pi)},
    "-log Phi(t) Phi(t)/phi(t) for every float64; 0 at infinity.",
)
