"""The logarithm of a quotient near 1: log(x/y) = 2 atanh(s), s = (x - y)/(x + y)."""

from __future__ import annotations

from mpmath import mp, mpf

from derive.approximation import chebyshev

BITS = 56


def quotient(q: mpf) -> mpf:
    """2 atanh(s)/s at q = s^2."""
    s = mp.sqrt(q)
    return 2 * mp.atanh(s) / s


def atanh_polynomial(most: float) -> tuple[float, ...]:
    """2 atanh(s)/s in powers of s^2, for |s| <= ``most``.

    The degree follows from the distance to the singularity at s^2 = 1 (Trefethen, Approximation
    Theory and Approximation Practice, chapter 8).
    """
    middle = 2 / mpf(most) ** 2 - 1
    radius = middle + mp.sqrt(middle**2 - 1)
    degree = int(mp.ceil(BITS * mp.log(2) / mp.log(radius)))
    return chebyshev(quotient, 0, mpf(most) ** 2, degree)
