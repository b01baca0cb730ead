"""((1 + t) log(1 + t) - t)/t^2.

With u = log(1 + t), so t = e^u - 1, this is expm1_lag(u) (u/t)^2. Near u = 0 the first factor is a
polynomial in u (it is entire, whereas the function of t has a singularity at -1); elsewhere
(u - 1 + u/t)/t for t > 0 and ((1 + t) u/t - 1)/t for t < 0 lose less than a factor 3.
"""

from __future__ import annotations

from math import inf

from derive.primitives import _lag
from derive.primitives._notation import read

# Below 2^-60 the value is 1/2 whatever t is, so t may be replaced by 2^-60: no 0/0.
FUNCTION = read(
    "log1p_excess",
    """given t
x = TINY if abs(t) < TINY else t
u = log1p(x)
ratio = u / x
near = SERIES(minimum(CROSSOVER, maximum(-CROSSOVER, u))) * (ratio * ratio)
above = (u - 1.0) + ratio
below = fma(1.0 + x, ratio, -1.0)
factor = above if 0.0 < x else below
far = factor / x
inside = near if abs(u) < CROSSOVER else far
finite = 0.0 if t == INF else inside
return 1.0 if t == -1.0 else finite
""",
    _lag.CONSTANTS | {"TINY": 2.0**-60, "INF": inf},
    "((1 + t) log(1 + t) - t)/t^2 for t >= -1: 1 at -1, 1/2 at 0, 0 at infinity; nan below -1.",
)
