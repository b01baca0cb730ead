"""Binet's function mu(x) = log Gamma(x) - (x - 1/2) log x + x - log(2 pi)/2 and its derivative.

mu(x) is 1/(12 x) for large x (DLMF 5.11.1). At x = 1 + a it is t = 1/(1 + a) times a function that
is smooth on 0 <= t <= 1, and its derivative is t^2 times one. From there a step of the recurrence,
mu(a) = mu(1 + a) + (a + 1/2) log(1 + 1/a) - 1, leads to all a > 0: the last two terms are
s atanh(s)/s^2 - 1 = s^2 (atanh(s) - s)/s^3 with s = 1/(2 a + 1), which does not cancel.
"""

from __future__ import annotations

from mpmath import mp, mpf

from derive.approximation import chebyshev, parts
from derive.primitives._notation import Constants

HALF = mpf(1) / 2
#: Below it the step of the recurrence is taken by its terms, which then hardly cancel.
SMALL = 0.25


def binet(x: mpf) -> mpf:
    """mu(x), with the digits that the difference loses."""
    with mp.extradps(20):
        return mp.loggamma(x) - (x - HALF) * mp.log(x) + x - mp.log(2 * mp.pi) / 2


def binet_slope(x: mpf) -> mpf:
    """mu'(x) = psi(x) - log x + 1/(2 x)."""
    with mp.extradps(20):
        return mp.digamma(x) - mp.log(x) + 1 / (2 * x)


#: mu(1/t)/t and mu'(1/t)/t^2 at t = 1/2 + u.
CONSTANTS: Constants = {
    "SMALL": SMALL,
    "BINET": chebyshev(lambda u: binet(1 / (HALF + u)) / (HALF + u), -HALF, HALF, 26),
}
SLOPE_CONSTANTS: Constants = {
    "SMALL": SMALL,
    "BINET_SLOPE": chebyshev(
        lambda u: binet_slope(1 / (HALF + u)) / (HALF + u) ** 2, -HALF, HALF, 26
    ),
}
LOG_ROOT = parts(lambda: mp.log(2 * mp.pi) / 2, 1)[0]
