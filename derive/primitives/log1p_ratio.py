"""log(1 + t)/t."""

from __future__ import annotations

from math import inf

from derive.primitives._notation import read

# Below 2^-60 the value is 1 whatever t is, so t may be replaced by 2^-60: no 0/0, no overflow.
FUNCTION = read(
    "log1p_ratio",
    """given t
near = abs(t) < LEAST
x = LEAST if near else t
ratio = log1p(x) / x
return 0.0 if x == INF else ratio
""",
    {"LEAST": 2.0**-60, "INF": inf},
    "log(1 + t)/t for t >= -1, 1 at t = 0; nan below -1.",
)
