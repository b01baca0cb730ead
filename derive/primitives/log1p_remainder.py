"""(t + t^2/2 - (1 + t) log(1 + t))/t^3.

With u = log(1 + t) the numerator is (1 + t) (sinh u - u). Near u = 0 (sinh u - u)/u^3 is a
polynomial in u^2; elsewhere the plain form loses less than a factor 3.
"""

from __future__ import annotations

from math import inf

from mpmath import mp, mpf

from derive.approximation import chebyshev
from derive.primitives._notation import read

CROSSOVER = 2.0


def odd_part(square: mpf) -> mpf:
    """(sinh u - u)/u^3 at u = sqrt(square) (DLMF 4.33.1)."""
    return mp.hyp1f2(1, 2, mpf(5) / 2, square / 4) / 6


# Below 2^-60 the value is 1/6 whatever t is, so t may be replaced by 2^-60: no 0/0.
FUNCTION = read(
    "log1p_remainder",
    """given t
x = TINY if abs(t) < TINY else t
u = log1p(x)
ratio = u / x
held = minimum(CROSSOVER, abs(u))
near = (SERIES(held * held) * (1.0 + x)) * ((ratio * ratio) * ratio)
far = (0.5 + (1.0 - fma(x, ratio, ratio)) / x) / x
inside = near if abs(u) < CROSSOVER else far
finite = 0.0 if t == INF else inside
return 0.5 if t == -1.0 else finite
""",
    {
        "CROSSOVER": CROSSOVER,
        "SERIES": chebyshev(odd_part, 0, mpf(CROSSOVER) ** 2, 10),
        "TINY": 2.0**-60,
        "INF": inf,
    },
    "(t + t^2/2 - (1 + t) log(1 + t))/t^3 for t >= -1: 1/2 at -1, 1/6 at 0, 0 at infinity.",
)
