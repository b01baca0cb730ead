"""What log_i0e and bessel_lag share: four pieces of a function of I_0, as bessel_ratio has them.

Two pieces are in t and two in 1/t, for the zeros of I_0 lie on the imaginary axis from 2.405i on.
"""

from __future__ import annotations

from collections.abc import Callable

from mpmath import mp, mpf

from derive.approximation import chebyshev
from derive.primitives._notation import Constants
from derive.primitives.bessel_ratio import LARGE, MIDDLE, SMALL, series

ONE = mpf(1)
#: Beyond it the asymptotic series has all digits, those that are lost below included.
FAR = 150


def scaled(order: int, t: mpf) -> mpf:
    """e^-t sqrt(2 pi t) I_order(t)."""
    if t > FAR:
        return series(order, t)
    return mp.besseli(order, t) * mp.exp(-t) * mp.sqrt(2 * mp.pi * t)


def pieces(near: Callable[[mpf], mpf], far: Callable[[mpf], mpf]) -> Constants:
    """Polynomials for ``near`` below MIDDLE, and for ``far`` above it, both functions of t."""
    centre, half = (SMALL + MIDDLE) / 2, (MIDDLE - SMALL) / 2
    middle = mpf(float((1 / MIDDLE + 1 / LARGE) / 2))
    reach = (1 / MIDDLE - 1 / LARGE) / 2
    return {
        "SMALL": float(SMALL),
        "MIDDLE": float(MIDDLE),
        "LARGE": float(LARGE),
        "LEAST": float(1 / LARGE),
        "CENTRE": float(centre),
        "FAR_CENTRE": float(middle),
        "NEAR": chebyshev(lambda u: near(ONE + u), -ONE, ONE, 26),
        "BELOW": chebyshev(lambda u: near(centre + u), -half, half, 24),
        "ABOVE": chebyshev(lambda u: far(1 / (middle + u)), -reach, reach, 20),
        "LAST": chebyshev(lambda u: far(1 / u), 0, 1 / LARGE, 18),
    }


PIECES = """
below = minimum(MIDDLE, t)
first = NEAR(minimum(SMALL, t) - 1.0)
second = BELOW(below - CENTRE)
inverse = 1.0 / maximum(MIDDLE, t)
third = ABOVE(maximum(LEAST, inverse) - FAR_CENTRE)
fourth = LAST(minimum(LEAST, inverse))
near = first if t < SMALL else second
far = third if t < LARGE else fourth
"""
