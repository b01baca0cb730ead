"""The normal law's quantile, which ndtri, ndtri_offset and ndtri_exp share.

In the middle, Phi^-1(1/2 + v) is v times a function of v^2 = w with singularities from w = 1/4 on.
It takes a polynomial in x = (10 w - 1)/(1 - (5/2) w), which carries 0 < w < 0.16 to -1 < x < 1 and
the singularities to |x| > 4. In a tail of mass q < 1/10 the quantile is r = sqrt(-2 log q) times a
function of s = (r - SHAPE)/(r + SHAPE): Wichura's plan (AS 241, Applied Statistics 37, 1988) with
one polynomial for all tails that a float64 can hold. The relative error of log q counts half, or
once at the border.

Beyond those tails, where only log q is known, a first value that is right to 1e-7 takes one step of
third order on log(1 - Phi(z)) = log R(z) - z^2/2 - log sqrt(2 pi), R being Mills' ratio, whose
derivative is -R^2 there.
"""

from __future__ import annotations

from mpmath import mp, mpf

from derive.approximation import chebyshev, parts
from derive.primitives import _normal
from derive.primitives._notation import Constants

SHAPE, BORDER = 5.0, 0.4
#: r at the border, with a margin, and one beyond that of the least float64.
NEAREST, FARTHEST = mpf("2.145"), mpf(39)
STEPS = 60


def tail_point(log_mass: mpf) -> mpf:
    """The z > 0 with log(1 - Phi(z)) = ``log_mass``, for less than log(1/5), by Newton's steps."""
    constant = mp.log(2 * mp.pi) / 2
    z = mp.sqrt(-2 * log_mass - mp.log(-4 * mp.pi * log_mass))
    for _ in range(STEPS):
        ratio = _normal.ratio(z)
        step = (mp.log(ratio) - z**2 / 2 - constant - log_mass) * ratio
        z += step
        if abs(step) < mpf(10) ** (-3 * mp.dps // 4) * z:
            return z
    raise ArithmeticError(f"no normal quantile was found at log q = {mp.nstr(log_mass, 17)}")


def middle(x: mpf) -> mpf:
    """Phi^-1(1/2 + v)/v at the v of x."""
    v = mp.sqrt((1 + x) / (10 + 5 * x / 2))
    return mp.sqrt(2) * mp.erfinv(2 * v) / v


def outer(s: mpf) -> mpf:
    """z/r at s = (r - SHAPE)/(r + SHAPE)."""
    r = SHAPE * (1 + s) / (1 - s)
    return tail_point(-(r**2) / 2) / r


def farther(inverse: mpf) -> mpf:
    """z/r at 1/r."""
    return inverse * tail_point(-1 / (2 * inverse**2))


def shape(r: mpf) -> mpf:
    return (r - SHAPE) / (r + SHAPE)


CENTRE = mpf(float((shape(NEAREST) + shape(FARTHEST)) / 2))

CONSTANTS: Constants = {
    "SHAPE": SHAPE,
    "BORDER": BORDER,
    "CENTRE": float(CENTRE),
    "MIDDLE": chebyshev(middle, -1, 1, 19),
    "OUTER": chebyshev(
        lambda t: outer(CENTRE + t), shape(NEAREST) - CENTRE, shape(FARTHEST) - CENTRE, 32
    ),
}

FAR_CONSTANTS: Constants = {
    "FARTHEST": float(FARTHEST),
    "FAR": chebyshev(farther, 0, 1 / FARTHEST, 10),
    "LOG_ROOT": parts(lambda: mp.log(2 * mp.pi) / 2, 1)[0],
}

#: ``inner``, for |v| up to BORDER.
CENTRAL = """
w = v * v
inner = v * MIDDLE(fma(10.0, w, -1.0) / fma(-2.5, w, 1.0))
"""
#: ``outer``, the quantile's size, from ``log_mass``.
TAIL = """
r = 2.0 * sqrt(-0.5 * log_mass)
outer = r * OUTER((r - SHAPE) / (r + SHAPE) - CENTRE)
"""
