"""Phi^-1(e^t), the inverse of log_ndtr, where e^t underflows or rounds to 1."""

from __future__ import annotations

from math import inf

from derive.primitives import _normal_quantile as quantile
from derive.primitives._exponential import LN2
from derive.primitives._notation import read

# e^t - 1/2 is (e^(t + log 2) - 1)/2 in the middle, whose sum is exact near t = -log 2, and
# elsewhere no more than its sign is asked, so one exponential serves it and the upper tail's mass.
# One logarithm serves that mass and log(-t), which the far lower tail needs.
FUNCTION = read(
    "ndtri_exp",
    f"""given t
above = (t + LN2) + LN2_LOW
middle = (BELOW < above) & (above < ABOVE)
e = expm1(above if middle else t)
v = 0.5 * e if middle else 0.5 + e
{quantile.CENTRAL}
lower = v < 0.0
beside = 0.5 - v if middle else -e
logged = log(-t if lower else beside)
log_mass = t if lower else logged
{quantile.TAIL}
{quantile.BEYOND}
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
        "BELOW": -1.65,
        "ABOVE": 0.6,
    },
    "Phi^-1(e^t) for t <= 0, down to t = -1.79e308; nan above.",
)
