"""What each primitive means, in mpmath, and the error of a float64 against it in ulps."""

from __future__ import annotations

from collections.abc import Callable
from math import frexp, inf, isfinite, isinf, isnan, ldexp
from typing import Any

from mpmath import mp, mpf

DIGITS = 70
EXTREME_DIGITS = 740
LARGEST = mpf(2) ** 1024 * (1 - mpf(2) ** -54)


def grown(t: mpf) -> mpf:
    """e^t, or 0 where it is below 10^-43000 and mpmath would take long to say so."""
    return mp.exp(t) if t > -100000 else mpf(0)


def mills(t: mpf) -> mpf:
    """By erfc, or by twenty terms of the asymptotic series where erfc would need its digits."""
    if t < 1000:
        return mp.sqrt(mp.pi / 2) * mp.exp(t * t / 2) * mp.erfc(t / mp.sqrt(2))
    return mp.fsum((-1) ** k * mp.fac2(2 * k - 1) / t ** (2 * k + 1) for k in range(20))


def hazard_excess(t: mpf) -> mpf:
    return 1 / mills(t) - t


def bessel_ratio(t: mpf) -> mpf:
    """By the functions themselves, or by forty terms of their asymptotic series."""
    if t < 1000:
        return mp.besseli(1, t) / mp.besseli(0, t)
    above, below = (
        mp.fsum(mp.rf(order + 0.5, k) * mp.rf(0.5 - order, k) / mp.factorial(k) / (2 * t) ** k
                for k in range(40))
        for order in (1, 0)
    )  # fmt: skip
    return above / below


def log_i0e(t: mpf) -> mpf:
    """By the function itself, or by forty terms of its asymptotic series."""
    if t < 1000:
        return mp.log(mp.besseli(0, t)) - t
    terms = (mp.rf(mpf(1) / 2, k) ** 2 / mp.factorial(k) / (2 * t) ** k for k in range(40))
    return mp.log(mp.fsum(terms)) - mp.log(2 * mp.pi * t) / 2


def bessel_lag(t: mpf) -> mpf:
    with mp.workdps(2 * mp.dps):
        return 1 - bessel_ratio(t)


def normal_mass(lower: mpf, upper: mpf) -> mpf:
    """By erfc on the side of 0 where it is small, with the digits that a narrow interval loses."""
    if lower < 0 and upper <= 0:
        return normal_mass(-upper, -lower)
    with mp.workdps(2 * mp.dps + 40):
        mass = mp.erfc(lower / mp.sqrt(2)) - mp.erfc(upper / mp.sqrt(2))
        return mp.sqrt(mp.pi / 2) * mp.exp(max(lower, 0) ** 2 / 2) * mass


def log_ndtr(t: mpf) -> mpf:
    if t < -1000:
        return mp.log(mills(-t)) - t * t / 2 - mp.log(2 * mp.pi) / 2
    if t < 0:
        return mp.log(mp.erfc(-t / mp.sqrt(2)) / 2)
    return mp.log1p(-mp.erfc(t / mp.sqrt(2)) / 2)


def log1mexp(t: mpf) -> mpf:
    """By whichever of 1 - e^-t and e^-t is less than 1/2."""
    return mp.log(-mp.expm1(-t)) if t < 0.7 else mp.log1p(-grown(-t))


def softplus_quotient(t: mpf) -> mpf:
    q = mp.exp(-abs(t))
    return (1 + q) * (mp.log1p(q) / q if t <= 0 else t + mp.log1p(q))


def softplus_excess(t: mpf) -> mpf:
    q = mp.exp(-abs(t))
    return (1 + q) * mp.log1p(q) / q - t if t <= 0 else q * t + (1 + q) * mp.log1p(q)


def gumbel_quotient(t: mpf) -> mpf:
    """At y = e^t; by the first terms of log(1 - q) for q = e^-y where y is huge."""
    if t > 4:
        return mp.exp(-t) * (1 - mp.exp(-mp.exp(min(t, mpf(10)))) / 2)
    y = mp.exp(t)
    return -mp.expm1(y) * mp.log(-mp.expm1(-y)) / y


def ndtr_quotient(t: mpf) -> mpf:
    if t > 40:
        return mills(t)
    return -log_ndtr(t) * (mills(-t) if t > -1000 else mills(abs(t)))


def atanh_excess(t: mpf) -> mpf:
    return (mp.atanh(t) - t) / t**3


def log_softplus(t: mpf) -> mpf:
    """By the first terms of log(1 + q) where q = e^t is far below any digit in use."""
    return mp.log(mp.log1p(mp.exp(t))) if t > -600 else t - mp.exp(t) / 2


def log1p_remainder(t: mpf) -> mpf:
    """With the digits that a third-order difference loses."""
    with mp.workdps(2 * mp.dps):
        return (t + t * t / 2 - (1 + t) * mp.log1p(t)) / t**3


def scaled_gamma_rate(y: mpf, a: mpf) -> mpf:
    """a d log y/da of gamma(a), by the series in y, which for large y needs its own digits."""
    with mp.workdps(mp.dps + int(y)):
        term, score, total, n = mpf(1), mp.digamma(a + 1) - mp.log(y), mpf(0), 0
        while n < y or term > mp.eps * abs(total):
            total += term * score
            n += 1
            term, score = term * y / (a + n), score + 1 / (a + n)
        return total


def gamma_excess(y: mpf, a: mpf) -> mpf:
    return scaled_gamma_rate(y, a) + mp.log(y) if y else mp.digamma(1 + a)


def gamma_remainder(w: mpf, t: mpf) -> mpf:
    """By its limit at t = 0 where t is negligible."""
    growth = mp.expm1(w)
    if t < mpf(2) ** -60:
        return (1 / growth - w * (1 + growth) / growth**2 + mpf(1) / 2) / growth
    return (scaled_gamma_rate(mp.exp(w) / t, 1 / t) - w / growth) / t


def binet(a: mpf) -> mpf:
    """With the digits that are lost for large a."""
    with mp.workdps(2 * mp.dps):
        return mp.loggamma(a) - (a - mpf(1) / 2) * mp.log(a) + a - mp.log(2 * mp.pi) / 2


def binet_slope(a: mpf) -> mpf:
    with mp.workdps(2 * mp.dps):
        return mp.digamma(a) - mp.log(a) + 1 / (2 * a)


def digamma_half(a: mpf) -> mpf:
    with mp.workdps(2 * mp.dps):
        return mp.digamma(a + mpf(1) / 2) - mp.digamma(a) - 1 / (2 * a)


def digamma_excess(a: mpf) -> mpf:
    return mp.digamma(1 + a) - mp.log(1 + a)


def digamma_excess_step(a: mpf, b: mpf) -> mpf:
    with mp.workdps(2 * mp.dps):
        return digamma_excess(a + b) - digamma_excess(a)


def ndtri(u: mpf) -> mpf:
    with mp.workdps(mp.dps + 20 - int(mp.log10(u))):
        return mp.sqrt(2) * mp.erfinv(2 * u - 1)


def ndtri_exp(t: mpf) -> mpf:
    """The root of log_ndtr, by Newton's steps, where e^t is beyond mpmath's inverse."""
    if t > -600:
        with mp.workdps(mp.dps + 20):
            u, rest = mp.exp(t), -mp.expm1(t)
        return ndtri(u) if t < -1 else -ndtri(rest)
    z = -mp.sqrt(-2 * t)
    for _ in range(20):
        z += (t - log_ndtr(z)) * mills(-z)
    return z


MEANING: dict[str, Callable[..., Any]] = {
    "exp": mp.exp,
    "log": mp.log,
    "log1p": mp.log1p,
    "expm1": mp.expm1,
    "power": lambda x, y: mp.exp(y * mp.log(x)),
    "log1mexp": log1mexp,
    "softplus": lambda t: mp.log1p(mp.exp(t)),
    "log1p_ratio": lambda t: mp.log1p(t) / t,
    "expm1_ratio": lambda t: (grown(t) - 1) / t,
    "expm1_excess": lambda t: (grown(t) - 1 - t) / t**2,
    "expm1_lag": lambda t: ((t - 1) * grown(t) + 1) / t**2,
    "log1p_excess": lambda t: ((1 + t) * mp.log1p(t) - t) / t**2,
    "mills": mills,
    "hazard_excess": hazard_excess,
    "bessel_lag": bessel_lag,
    "bessel_ratio": bessel_ratio,
    "log_i0e": log_i0e,
    "normal_mass": normal_mass,
    "log_ndtr": log_ndtr,
    "sin": mp.sin,
    "cos": mp.cos,
    "tan": mp.tan,
    "atan": mp.atan,
    "tanh": mp.tanh,
    "sinh": mp.sinh,
    "cosh": mp.cosh,
    "asinh": mp.asinh,
    "hypot1": lambda t: mp.sqrt(1 + t * t),
    "lorentz": lambda t: t / (1 + t * t),
    "atanh_excess": atanh_excess,
    "softplus_quotient": softplus_quotient,
    "softplus_excess": softplus_excess,
    "gumbel_quotient": gumbel_quotient,
    "ndtr_quotient": ndtr_quotient,
    "log_softplus": log_softplus,
    "logistic": lambda t: 1 / (1 + mp.exp(-t)),
    "log_quotient": lambda x, y: mp.log(x) - mp.log(y),
    "log_sum": lambda x, y: mp.log1p(mp.fadd(mp.fsub(x, 1, exact=True), y, exact=True)),
    "log1p_remainder": log1p_remainder,
    "wrap": lambda x: x - 2 * mp.pi * mp.nint(x / (2 * mp.pi)),
    "gaussian_moment": lambda t: mp.hyp1f1(mpf(3) / 2, mpf(5) / 2, -t),
    "gamma_excess": gamma_excess,
    "gamma_remainder": gamma_remainder,
    "digamma_excess": digamma_excess,
    "digamma_excess_step": digamma_excess_step,
    "digamma_half": digamma_half,
    "lgamma1p": lambda t: mp.loggamma(1 + t),
    "ndtri": ndtri,
    "ndtri_exp": ndtri_exp,
    "ndtri_offset": lambda v: mp.sqrt(2) * mp.erfinv(2 * v),
    "stirling": binet,
    "stirling_slope": binet_slope,
}


def evaluate(name: str, *arguments: float) -> mpf:
    """The true value; small and large arguments get the digits that cancellation takes."""
    extreme = any(abs(frexp(a)[1]) > 30 for a in arguments)
    with mp.workdps(EXTREME_DIGITS if extreme else DIGITS):
        return MEANING[name](*map(mpf, arguments))


def ulps(value: float, true: mpf) -> float:
    """|value - true| in units of the last place of the true value.

    An infinity counts as the number that overflows to it; nan, or the wrong infinity, as inf.
    """
    if isnan(value):
        return inf
    if isinf(value) or abs(true) > LARGEST:
        right = isinf(value) and abs(true) > LARGEST and (value > 0) == (true > 0)
        return 0.0 if right else inf
    assert isfinite(value)
    exponent = max(int(mp.floor(mp.log(abs(true), 2))) if true else -1074, -1022)
    return float(abs(mpf(value) - true) / mpf(ldexp(1.0, max(exponent - 52, -1074))))
