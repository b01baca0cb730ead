"""3 times the integral of s^2 exp(-t s^2) over [0, 1], which is e^-t 1F1(1; 5/2; t).

The series of the last factor has positive terms only (DLMF 13.2.2). For large t it is
(3/2) t^(-3/2) (Gamma(3/2) - Gamma(3/2, t)), and Gamma(3/2, t) is sqrt(t) e^-t times a smooth
function of 1/t (DLMF 8.6.5).
"""

from __future__ import annotations

from math import pi, sqrt

from mpmath import mp, mpf

from derive.approximation import chebyshev
from derive.primitives._notation import read

BORDER = mpf(6)


def near(t: mpf) -> mpf:
    """1F1(1; 5/2; t)."""
    return mp.hyp1f1(1, mpf(5) / 2, t)


def far(w: mpf) -> mpf:
    """Gamma(3/2, t) e^t/sqrt(t) at t = 1/w."""
    return 1 + mp.hyperu(1, mpf(3) / 2, 1 / w) / 2


FUNCTION = read(
    "gaussian_moment",
    """given t
inside = minimum(t, BORDER)
outside = maximum(t, BORDER)
falling = exp(-t)
inverse = 1.0 / outside
root = sqrt(outside)
rest = (root * falling) * FAR(inverse)
large = (1.5 * (HALF_ROOT_PI - rest)) * (inverse / root)
small = falling * NEAR(inside)
return small if t < BORDER else large
""",
    {
        "BORDER": float(BORDER),
        "HALF_ROOT_PI": sqrt(pi) / 2,
        "NEAR": chebyshev(near, mpf(0), BORDER, 24),
        "FAR": chebyshev(far, mpf(0), 1 / BORDER, 14),
    },
    "3 times the integral of s^2 exp(-t s^2) over 0 <= s <= 1, for t >= 0.",
)
