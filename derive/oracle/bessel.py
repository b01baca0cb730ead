"""The functions of Bessel's K, at the precision in force.

K_mu and K_(mu+1), |mu| <= 1/2, by Temme's series (J. Comput. Phys. 19 (1975) 324), from large
arguments on by the asymptotic series (DLMF 10.40.2); then upwards in the order (DLMF 10.29.1),
which is stable. Sums are in whole multiples of 2^-bits. Unlike mpmath's, which perturbs an integer
order in hypergeometric sums, the time is the same for every order.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from mpmath import mp

from derive.functions.bessel import BesselFunction, besselk_excess, besselk_order, log_besselk

#: Bits beyond those in force; the series' terms exceed K(x) by e^(2x).
SPARE = 20
CANCELLED = 2 / mp.log(2)
#: The recurrence is used for so many orders.
MANY = 2000


def fixed(x: Any, bits: int) -> int:
    """x in whole multiples of 2^-bits."""
    return int(mp.nint(mp.ldexp(x, bits)))


@lru_cache(maxsize=1 << 10)
def gammas(mu: Any, precision: int) -> tuple[Any, Any]:
    """Gamma(1 + mu) and Gamma(1 - mu)."""
    return mp.gamma(1 + mu), mp.gamma(1 - mu)


@lru_cache(maxsize=1 << 12)
def pair(nu: Any, x: Any, precision: int) -> tuple[Any, Any]:
    """e^x K_nu(x) and e^x K_(nu+1)(x) for nu >= 0."""
    with mp.workprec(precision + SPARE):
        steps = int(mp.nint(nu))
        if steps > MANY:
            return mp.besselk(nu, x) * mp.exp(x), mp.besselk(nu + 1, x) * mp.exp(x)
        mu = nu - steps
        # The last term of 10.40.2 that counts is about e^(-2x) times the first.
        low, high = (asymptotic if 2 * x > mp.prec * mp.ln2 + 10 else temme)(mu, x)
        for n in range(steps):
            low, high = high, low + 2 * (mu + n + 1) / x * high
        return low, high


def asymptotic(mu: Any, x: Any) -> tuple[Any, Any]:
    """For 2x above the digits asked for."""
    bits = mp.prec + SPARE
    one, by = 1 << bits, fixed(1 / (8 * x), bits)
    root = mp.sqrt(mp.pi / (2 * x))
    values = []
    for order in (mu, mu + 1):
        square, total, term, k = fixed(4 * order * order, bits), one, one, 0
        while term and k < mp.prec:
            k += 1
            term = (term * (square - (2 * k - 1) ** 2 * one) >> bits) * by // k >> bits
            total += term
        values.append(root * mp.ldexp(total, -bits))
    return values[0], values[1]


def temme(mu: Any, x: Any) -> tuple[Any, Any]:
    """The series, with as many bits more as it cancels."""
    extra = int(CANCELLED * x) + SPARE + (abs(mp.mag(x)) if x < 1 else 0)
    with mp.extraprec(extra + 2 * SPARE):
        bits = mp.prec
        p, q = halves(mu, x)
        f = first(mu, x)
        total, next_ = series(tuple(fixed(n, bits) for n in (f, p, q, mu, x * x / 4)), bits)
        scale = mp.exp(x)
        return scale * mp.ldexp(total, -bits), scale * 2 / x * mp.ldexp(next_, -bits)


def halves(mu: Any, x: Any) -> tuple[Any, Any]:
    """Half of (x/2)^-mu Gamma(1 + mu) and of (x/2)^mu Gamma(1 - mu)."""
    if mu == 0:
        return mp.mpf("0.5"), mp.mpf("0.5")
    above, below = gammas(mu, mp.prec)
    power = mp.power(x / 2, mu)
    return above / power / 2, below * power / 2


def first(mu: Any, x: Any) -> Any:
    """The first term, (p - q)/mu: pi mu/sin(pi mu) = Gamma(1 + mu) Gamma(1 - mu), DLMF 5.5.3."""
    if mu == 0:
        return -mp.log(x / 2) - mp.euler
    with mp.extraprec(max(0, -mp.mag(mu))):
        p, q = halves(mu, x)
        return (p - q) / mu


def series(given: tuple[int, ...], bits: int) -> tuple[int, int]:
    """The sums of c_k f_k and c_k (p_k - k f_k), c_k = (x^2/4)^k / k! being in f, p and q."""
    f, p, q, mu, quarter = given
    square, low, high, k = mu * mu >> bits, -mu, mu, 0
    total, next_, least, one = f, p, 1 << SPARE, 1 << bits
    while abs(f) + p + q > least or k * k << bits < quarter:
        k += 1
        low, high = low + one, high + one
        by = quarter // k
        f = (k * f + p + q) * by // ((k * k << bits) - square)
        p, q = p * by // low, q * by // high
        total += f
        next_ += p - k * f
    return total, next_


def scaled(nu: Any, x: Any) -> tuple[Any, Any]:
    """e^x K_nu(x) and e^x K_(nu+1)(x) for any order; nu = |nu|."""
    return pair(abs(nu), x, mp.prec)


def logarithm(nu: Any, x: Any) -> Any:
    """log(e^x K_nu(x))."""
    return mp.log(scaled(nu, x)[0])


def order(nu: Any, x: Any) -> Any:
    """d log K_nu(x)/d nu by a central difference with half as many digits again; odd in nu."""
    digits = mp.dps
    with mp.workdps(3 * digits // 2 + 10):
        step = mp.power(10, -digits // 2 - 2)
        above, below = (mp.log(scaled(nu + side * step, x)[0]) for side in (1, -1))
        return (above - below) / (2 * step)


def excess(nu: Any, x: Any) -> Any:
    """K_(nu+1)/K_nu - nu/x - 1 for nu >= 0, by DLMF 10.29.2."""
    with mp.extraprec(max(0, int(mp.mag(x))) + 10):
        here, next_ = scaled(nu, x)
        return next_ / here - abs(nu) / x - 1


RULES: dict[type[BesselFunction], Callable[[Any, Any], Any]] = {
    log_besselk: logarithm, besselk_order: order, besselk_excess: excess,
}  # fmt: skip
BY_NAME = {kind.__name__: rule for kind, rule in RULES.items()}
