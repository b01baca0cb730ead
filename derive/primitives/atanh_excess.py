"""(atanh(t) - t)/t^3, which is the sum of t^(2k)/(2k + 3) (DLMF 4.38.5).

A polynomial in t^2 where |t| < CROSSOVER; beyond it the subtraction loses less than a factor 3.
"""

from __future__ import annotations

from typing import Any

from mpmath import mp

from derive.approximation import chebyshev
from derive.primitives._notation import read

CROSSOVER = 0.75


def excess(square: Any) -> Any:
    """The function of t^2; one fifth of a step from 0 it is still given by 30 terms."""
    if square < 1e-3:
        return mp.fsum(square**k / (2 * k + 3) for k in range(30))
    t = mp.sqrt(square)
    return (mp.atanh(t) - t) / (square * t)


# atanh(t) = log1p(2 t/(1 - t))/2, and 1 - t is exact from 1/2 on.
FUNCTION = read(
    "atanh_excess",
    """given t
a = abs(t)
square = minimum(CROSSOVER, a) * minimum(CROSSOVER, a)
b = maximum(CROSSOVER, a)
far = (0.5 * log1p((2.0 * b) / (1.0 - b)) - b) / ((b * b) * b)
near = SERIES(square)
inside = near if a < CROSSOVER else far
return inside if a <= 1.0 else t - t + NAN
""",
    {
        "CROSSOVER": CROSSOVER,
        "NAN": float("nan"),
        "SERIES": chebyshev(excess, 0, CROSSOVER**2, 24),
    },
    "(atanh(t) - t)/t^3 for |t| <= 1, 1/3 at t = 0; nan beyond.",
)
