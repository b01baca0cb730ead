"""The rate of Student's t by series that its continuity equation gives, for mpmath.

With nu = df, S = z^2/nu, y = log(1 + S) and r = (dz/dnu)/z the equation of DESIGN 1c is

    2 (e^y - 1) r_y + (1 - nu (e^y - 1)) r = E/2 - (e^y - 1)/(2 nu) - D e^y,
    E = (1 + S) log(1 + S) - S,   D = (psi((nu + 1)/2) - psi(nu/2))/2 - 1/(2 nu) = -r(0),

D being the score's normaliser. Its singular points in y are 0 and the other multiples of 2 pi i,
and t = e^-y = 0; r is the one solution that is smooth at both ends. Three series solve it: in S,
in t, and in 1/nu.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import Any, Final

from mpmath import mp, mpf

from derive.continuity.series import Series, add, derivative, exponential, multiply, reciprocal

Real = Any

#: The two power series meet at S = NEAR; the one in 1/nu serves S < NEAR, nu > LARGE.
NEAR: Final = 0.63
TERMS: Final = 132
LARGE: Final = 300
ORDERS, POWERS = 14, 32
DIGITS: Final = 30


def scaled_rate(y: Real, nu: Real) -> Real:
    """nu r to 24 digits, at a precision of ``DIGITS``."""
    ratio = mp.expm1(y)
    if ratio > NEAR:
        level, slope = tail(nu)
        t = mp.exp(-y)
        return nu * (total(level, t) + y * total(slope, t))
    if nu > LARGE:
        return mp.fsum(mp.polyval(c[::-1], y) / nu**k for k, c in enumerate(uniform()))
    with mp.workdps(DIGITS + int(nu * NEAR / 4)):  # the terms reach e^(nu S/2)
        return nu * mp.polyval(centre(nu)[::-1], ratio)


def total(coefficients: list[Real], t: Real) -> Real:
    """The power series at t, whose coefficients are of one size, to 26 digits."""
    terms = int(60 / -mp.log(t)) + 2 if t else 1
    return mp.polyval(coefficients[:terms][::-1], t)


def leading(y: Real) -> Real:
    """nu r for nu -> oo, which is -E/(2 S)."""
    return mp.polyval(uniform()[0][::-1], y) if y < 0.1 else (1 - y / -mp.expm1(-y)) / 2


def normaliser(nu: Real) -> Real:
    """D."""
    return (mp.psi(0, (nu + 1) / 2) - mp.psi(0, nu / 2) - 1 / nu) / 2


@cache
def centre(nu: Real) -> list[Real]:
    """Coefficients in S: (2 k + 1) c_k = (nu - 2 (k - 1)) c_(k-1) + e_k."""
    constant = normaliser(nu)
    found = [-constant]
    for k in range(1, TERMS):
        own = mpf((-1) ** k) / (2 * k * (k - 1)) if k > 1 else -1 / (2 * nu) - constant
        found.append(((nu - 2 * (k - 1)) * found[-1] + own) / (2 * k + 1))
    return found


@cache
def tail(nu: Real) -> tuple[list[Real], list[Real]]:
    """A and B of r = A(t) + y B(t), by powers of t, with

    (2 n + nu) B_n = (2 n - 1 + nu) B_(n-1),
    (2 n + nu) A_n = (2 n - 1 + nu) A_(n-1) + 2 B_n - 2 B_(n-1) - [n = 1] (1 + 1/nu)/2.
    """
    slope = [-1 / (2 * nu)]
    level = [(2 * slope[0] + (1 + 1 / nu) / 2 + normaliser(nu)) / nu]
    for n in range(1, TERMS):
        slope.append(slope[-1] * (2 * n - 1 + nu) / (2 * n + nu))
        own = 2 * (slope[n] - slope[n - 1]) - ((1 + 1 / nu) / 2 if n == 1 else 0)
        level.append(((2 * n - 1 + nu) * level[-1] + own) / (2 * n + nu))
    return level, slope


@cache
def uniform() -> list[list[Real]]:
    """R_1, R_2, ... of nu r = sum R_(k+1) nu^-k, as series in y.

    R_1 = -E/(2 S) and R_(k+1) = 2 R_k' + [k = 1]/2 + (R_k - R_k(0) e^y)/S: at y = 0, where S
    vanishes, a smooth R_(k+1) needs that multiple of e^y, and so the series determines D too.
    """
    length = POWERS + 2 * ORDERS
    growth = exponential(length + 1)
    inverse = reciprocal(growth[1:], length)
    excess = add(add((0, *growth[:-1]), tuple(-c for c in growth)), (Fraction(1),))
    found = [quotient(tuple(-c / 2 for c in excess), inverse)]
    while len(found) < ORDERS:
        found.append(following(found[-1], growth, inverse, len(found) == 1))
    return [[mpf(c.numerator) / c.denominator for c in r[:POWERS]] for r in found]


def following(last: Series, growth: Series, inverse: Series, second: bool) -> Series:
    constant = tuple(-last[0] * g for g in growth[: len(last)])
    moved = add(tuple(2 * c for c in derivative(last)), (Fraction(second, 2),))
    return add(moved, quotient(add(last, constant), inverse))[: len(last) - 2]


def quotient(numerator: Series, inverse: Series) -> Series:
    """``numerator``/S, where ``inverse`` is y/S and ``numerator`` vanishes at 0."""
    return multiply(numerator[1:], inverse, len(numerator) - 1)
