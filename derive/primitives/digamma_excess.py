"""psi(1 + a) - log(1 + a).

It is -1/2 of 1/(1 + a) for large a (DLMF 5.11.2), so with t = 1/(1 + a) it is t times a function
that is smooth on 0 <= t <= 1.
"""

from __future__ import annotations

from mpmath import mp, mpf

from derive.approximation import chebyshev
from derive.primitives._notation import read


def quotient(u: mpf) -> mpf:
    """(psi(1/t) - log(1/t))/t at t = 1/2 + u, with the digits that the difference loses."""
    with mp.extradps(20):
        t = mpf(1) / 2 + u
        return (mp.digamma(1 / t) + mp.log(t)) / t


QUOTIENT = chebyshev(quotient, -mpf(1) / 2, mpf(1) / 2, 26)

FUNCTION = read(
    "digamma_excess",
    """given a
t = 1.0 / (1.0 + a)
return t * QUOTIENT(t - 0.5)
""",
    {"QUOTIENT": QUOTIENT},
    "psi(1 + a) - log(1 + a) for a >= 0; 0 at infinity.",
)
