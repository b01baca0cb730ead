"""The tail of the normal law, which mills and log_ndtr share.

For t >= 0, (t + SHAPE) R(t) is 1 + y times a polynomial in s, where y = SHAPE/(t + SHAPE) and
s = 1 - 2 y runs over [-1, 1]: the idea of Schonfelder (Math. Comp. 32, 1978) for the error
function. R is
Mills' ratio (1 - Phi)/phi; it tends to 1/t, so nothing under- or overflows. e^(t^2/2) is taken
from t^2 in two parts.
"""

from __future__ import annotations

from collections.abc import Callable

from mpmath import mp, mpf

from derive.approximation import chebyshev, parts
from derive.primitives import _exponential
from derive.primitives._notation import Constants

SHAPE = 4.0


def ratio(t: mpf) -> mpf:
    """Mills' ratio for t >= 0, by the asymptotic series where e^(t^2/2) is huge (DLMF 7.12.1)."""
    if t < 15:
        return mp.sqrt(mp.pi / 2) * mp.exp(t**2 / 2) * mp.erfc(t / mp.sqrt(2))
    term, total = 1 / t, mpf(0)
    for k in range(1, 100):
        total += term
        term *= -(2 * k - 1) / t**2
        if abs(term) < mp.eps * total:
            break
    return total


def inverse(level: mpf) -> mpf:
    """The t <= 0 with log Phi(t) = level: Newton's method from the left of a concave function."""
    t = -mp.sqrt(-2 * level)
    while True:
        here = ratio(-t)
        step = here * (mp.log(here) - t**2 / 2 - mp.log(2 * mp.pi) / 2 - level)
        t -= step
        if abs(step) <= 1e-30 * abs(t):
            return t


def mapped(s: mpf) -> mpf:
    """((t + SHAPE) R(t) - 1)/y at s = (t - SHAPE)/(t + SHAPE) and y = SHAPE/(t + SHAPE)."""
    y = (1 - s) / 2
    t = SHAPE / y - SHAPE
    return ((t + SHAPE) * ratio(t) - 1) / y


def constants(unit: Callable[[], mpf]) -> Constants:
    """The constants of ``RATIO`` for the multiple ``unit()`` of Mills' ratio."""

    def scaled(s: mpf) -> mpf:
        return unit() * mapped(s)

    return _exponential.CONSTANTS | {
        "SHAPE": SHAPE,
        "TWICE_SHAPE": 2 * SHAPE,
        "LIMIT": parts(unit, 1)[0],
        "MAPPED": chebyshev(scaled, -1, 1, 24),
    }


# t + SHAPE is rounded to ``seen``; what that loses of t is put back with R' = t R - 1.
RATIO = """
reach = abs(t)
seen = reach + SHAPE
near_reach = minimum(SHAPE, reach)
lost_reach = near_reach - (minimum(TWICE_SHAPE, seen) - SHAPE)
inverse = 1.0 / seen
y = SHAPE * inverse
rough = fma(y, MAPPED(fma(-2.0, y, 1.0)), LIMIT) * inverse
ratio = fma(lost_reach, fma(near_reach, rough, -LIMIT), rough)
"""
