"""I_1(t)/I_0(t), the quotient of the modified Bessel functions, for t >= 0.

It is t times a function of t^2 near 0, and a function of 1/t for large t (DLMF 10.40.1). Its poles
lie on the imaginary axis from t = 2.405i on, so between the two it takes two more pieces: one in t
and one in 1/t.
"""

from __future__ import annotations

from mpmath import mp, mpf

from derive.approximation import chebyshev
from derive.primitives._notation import read

#: The borders between the pieces.
SMALL, MIDDLE, LARGE = mpf(2), mpf(5), mpf(12)
#: Beyond it the asymptotic series has all digits.
FAR = 60


def ratio(t: mpf) -> mpf:
    if t > FAR:
        return series(1, t) / series(0, t)
    return mp.besseli(1, t) / mp.besseli(0, t)


def series(order: int, t: mpf) -> mpf:
    """I_order(t) without e^t/sqrt(2 pi t), by DLMF 10.40.1."""
    term, total, k = mpf(1), mpf(0), 0
    while abs(term) > mp.eps:
        total += term
        k += 1
        term *= mpf((2 * k - 1) ** 2 - 4 * order**2) / (8 * k * t)
    return total


def near(square: mpf) -> mpf:
    """I_1(t)/(t I_0(t)) at t^2."""
    t = mp.sqrt(square)
    return ratio(t) / t


CENTRE, HALF = (SMALL + MIDDLE) / 2, (MIDDLE - SMALL) / 2
FAR_CENTRE, FAR_HALF = (1 / MIDDLE + 1 / LARGE) / 2, (1 / MIDDLE - 1 / LARGE) / 2


FUNCTION = read(
    "bessel_ratio",
    """given t
small = minimum(SMALL, t)
first = small * NEAR(small * small)
second = BELOW(minimum(MIDDLE, t) - CENTRE)
inverse = 1.0 / maximum(MIDDLE, t)
third = ABOVE(maximum(LEAST, inverse) - FAR_CENTRE)
fourth = LAST(minimum(LEAST, inverse))
lower = first if t < SMALL else second
upper = third if t < LARGE else fourth
return lower if t < MIDDLE else upper
""",
    {
        "SMALL": float(SMALL),
        "MIDDLE": float(MIDDLE),
        "LARGE": float(LARGE),
        "LEAST": float(1 / LARGE),
        "CENTRE": float(CENTRE),
        "FAR_CENTRE": float(FAR_CENTRE),
        "NEAR": chebyshev(near, 0, SMALL**2, 18),
        "BELOW": chebyshev(lambda u: ratio(CENTRE + u), -HALF, HALF, 20),
        "ABOVE": chebyshev(
            lambda u: ratio(1 / (mpf(float(FAR_CENTRE)) + u)), -FAR_HALF, FAR_HALF, 18
        ),
        "LAST": chebyshev(lambda u: ratio(1 / u), 0, 1 / LARGE, 16),
    },
    "I_1(t)/I_0(t) for t >= 0: t/2 near 0, 1 at infinity.",
)
