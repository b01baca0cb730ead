"""psi(a + 1/2) - psi(a) - 1/(2 a), which is 1/(8 a^2) for large a and 1/(2 a) for small.

a (1 + a) times it is smooth in t = 1/(1 + a) on 0 <= t <= 1.
"""

from __future__ import annotations

from mpmath import mp, mpf

from derive.approximation import chebyshev
from derive.primitives._notation import read

HALF = mpf(1) / 2


def scaled(u: mpf) -> mpf:
    """a (1 + a) times the function at t = 1/2 + u, with the digits that the difference loses."""
    with mp.extradps(20):
        a = 1 / (HALF + u) - 1
        return a * (1 + a) * (mp.digamma(a + HALF) - mp.digamma(a) - 1 / (2 * a))


FUNCTION = read(
    "digamma_half",
    """given a
t = 1.0 / (1.0 + a)
return (t * SCALED(t - 0.5)) / a
""",
    {"SCALED": chebyshev(scaled, -HALF, HALF, 26)},
    "psi(a + 1/2) - psi(a) - 1/(2 a) for a > 0; 0 at infinity.",
)
