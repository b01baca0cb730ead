"""Phi^-1(e^t), the inverse of log_ndtr, where e^t underflows or rounds to 1."""

from __future__ import annotations

from math import inf

from derive.primitives import _normal_quantile as quantile
from derive.primitives._exponential import LN2
from derive.primitives._notation import read

# e^t - 1/2 is (e^(t + log 2) - 1)/2, whose sum is exact near t = -log 2.
FUNCTION = read(
    "ndtri_exp",
    f"""given t
v = 0.5 * expm1((t + LN2) + LN2_LOW)
{quantile.CENTRAL}
lower = v < 0.0
log_mass = t if lower else log(-expm1(t))
{quantile.TAIL}
first = r * FAR(1.0 / maximum(r, FARTHEST))
ratio = mills(first)
lack = fma(-0.5 * first, first, (log(ratio) - LOG_ROOT) - log_mass)
move = ratio * lack
far = fma(move, fma(-0.5 * ratio, move, 1.0), first)
size = far if FARTHEST < r else outer
signed = -size if lower else size
open = inner if abs(v) < BORDER else signed
upward = INF if t == 0.0 else open
return t if t == -INF else upward
""",
    quantile.CONSTANTS
    | quantile.FAR_CONSTANTS
    | {
        "INF": inf,
        "LN2": LN2[0],
        "LN2_LOW": LN2[1],
    },
    "Phi^-1(e^t) for t <= 0, down to t = -1.79e308; nan above.",
)
