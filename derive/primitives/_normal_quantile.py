"""The normal law's quantile, which ndtri, ndtri_offset and ndtri_exp share.

In the middle, Phi^-1(1/2 + v) is v times a function of v^2 = w with singularities from w = 1/4 on.
It takes a polynomial in x = (10 w - 1)/(1 - (5/2) w), which carries 0 < w < 0.16 to -1 < x < 1 and
the singularities to |x| > 4. In a tail of mass q < 1/10 the quantile is r = sqrt(-2 log q) times a
function of s = (r - SHAPE)/(r + SHAPE): Wichura's plan (AS 241, Applied Statistics 37, 1988) with
one polynomial for all tails that a float64 can hold. The relative error of log q counts half, or
once at the border.

Beyond those tails, where only log q is known, z = r sqrt(u) and s = 1/r^2 is small. With Mills'
ratio R, log q = log R(z) - z^2/2 - log sqrt(2 pi) says u = 1 - s (log(2 pi r^2) + C), where
C = log u - 2 log(z R) is below 1/100. It takes one step of third order from C = 0, with
z R = 1 - 1/z^2 + 3/z^4 - ... (DLMF 7.12.1).
"""

from __future__ import annotations

from fractions import Fraction

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


def log_mills_series(count: int) -> tuple[float, ...]:
    """log(z R)/y in powers of y = 1/z^2: n l_n = n a_n - sum of k l_k a_(n-k), a_n those of z R."""
    a, found = [Fraction(1)], [Fraction(0)]
    for n in range(1, count + 1):
        a.append(-(2 * n - 1) * a[-1])
        found.append(a[n] - sum((k * found[k] * a[n - k] for k in range(1, n)), Fraction(0)) / n)
    return tuple(map(float, found[1:]))


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

#: Terms of log(z R)/y and of -log(1 - x)/x for y < 1/1500 and x < 1/100.
MILLS_TERMS, LOG_TERMS = 7, 8
LOG_MILLS = log_mills_series(MILLS_TERMS)

FAR_CONSTANTS: Constants = {
    "FARTHEST": float(FARTHEST),
    "LOG_FOUR_PI": parts(lambda: mp.log(4 * mp.pi), 1)[0],
    "LOG_MILLS": LOG_MILLS,
    "LOG_LESS": tuple(1 / n for n in range(1, LOG_TERMS + 1)),
    "SLOPE": (1.0, *(2.0 * n * c for n, c in enumerate(LOG_MILLS[:4], 1))),
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
#: ``far``, the size where ``logged`` = log(-t) is known and r beyond FARTHEST.
BEYOND = """
s = -0.5 / t
lead = s * (LOG_FOUR_PI + logged)
u0 = 1.0 - lead
y = s / u0
fault = -s * fma(lead, LOG_LESS(lead), 2.0 * (y * LOG_MILLS(y)))
first = fault / fma(y, SLOPE(y), 1.0)
u = u0 - fma(-0.5 * s, first * first, first)
far = r * sqrt(u)
"""
