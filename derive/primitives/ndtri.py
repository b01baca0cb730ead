"""The normal law's quantile Phi^-1(u)."""

from __future__ import annotations

from math import inf

from derive.primitives import _normal_quantile as quantile
from derive.primitives._notation import read

# 1 - u is exact where it is the lesser, and u - 1/2 where it matters.
FUNCTION = read(
    "ndtri",
    f"""given u
v = u - 0.5
{quantile.CENTRAL}
log_mass = log(minimum(u, 1.0 - u))
{quantile.TAIL}
signed = -outer if v < 0.0 else outer
open = inner if abs(v) < BORDER else signed
upward = INF if u == 1.0 else open
return -INF if u == 0.0 else upward
""",
    quantile.CONSTANTS | {"INF": inf},
    "Phi^-1(u) for 0 <= u <= 1, in both tails; nan outside.",
)
