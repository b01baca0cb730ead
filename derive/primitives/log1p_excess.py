"""((1 + t) log(1 + t) - t)/t^2.

With u = log(1 + t), so t = e^u - 1, this is expm1_lag(u) (u/t)^2. Near u = 0 the first factor is a
polynomial in u (it is entire, whereas the function of t has a singularity at -1); elsewhere
((1 + t)/t u - 1)/t loses less than a factor 3.
"""

from __future__ import annotations

from math import inf

from derive.primitives import _lag
from derive.primitives._notation import read

# Below 2^-60 the value is 1/2 whatever t is, so t may be replaced by 2^-60: no 0/0. The reciprocal
# of t/4 is in the normal range for every large t.
FUNCTION = read(
    "log1p_excess",
    """given t
x = TINY if abs(t) < TINY else t
u = log1p(x)
quadruple = 1.0 / (0.25 * x)
inverse = 0.25 * quadruple
near_u = minimum(CROSSOVER, maximum(-CROSSOVER, u))
ratio = near_u * inverse
near = SERIES(near_u) * (ratio * ratio)
far = (fma((1.0 + x) * inverse, u, -1.0) * quadruple) * 0.25
inside = near if abs(u) < CROSSOVER else far
open = 0.0 if t == INF else inside
return 1.0 if t == -1.0 else open
""",
    _lag.CONSTANTS | {"TINY": 2.0**-60, "INF": inf},
    "((1 + t) log(1 + t) - t)/t^2 for t >= -1: 1 at -1, 1/2 at 0, 0 at infinity; nan below -1.",
)
