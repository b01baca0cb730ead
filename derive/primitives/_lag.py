"""The derivative of (e^t - 1)/t near 0, which expm1_lag and log1p_excess share."""

from __future__ import annotations

from mpmath import mp, mpf

from derive.approximation import chebyshev
from derive.primitives._notation import Constants


def lag(t: mpf) -> mpf:
    """(t e^t - (e^t - 1))/t^2 = M(2, 3, t)/2 (DLMF 13.3.15), without cancellation at 0."""
    return mp.hyp1f1(2, 3, t) / 2


# Outside, the closed forms lose less than a factor 3.
CROSSOVER = 1.5

CONSTANTS: Constants = {"CROSSOVER": CROSSOVER, "SERIES": chebyshev(lag, -CROSSOVER, CROSSOVER, 17)}
