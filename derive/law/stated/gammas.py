"""Gammas: laws of powers and logarithms of a gamma variate, around its mode.

With L = log(y/a), a log y - y - log Gamma(a) is -a (e^L - 1 - L) + log(a/(2 pi))/2 - mu(a), mu
being Binet's function: no term is larger than the result but where that crosses 0 (Loader, Fast and
accurate computation of binomial probabilities, 2000, for the beta law's relatives).
"""

from __future__ import annotations

from collections.abc import Callable

from sympy import Abs, Expr, Piecewise, Rational, exp, log, pi, sqrt

from derive.functions import (
    digamma1p,
    digamma_lag,
    expm1,
    expm1_excess,
    lgamma1p,
    log1p,
    log1p_ratio,
    log1p_remainder,
    log_quotient,
    stirling,
    stirling_slope,
)

LOG_ROOT = log(2 * pi) / 2
#: A skewness below which the next term of Binet's series is nothing.
SMALL_SKEW = Rational(1, 10**4)


def deviance(shift: Expr) -> Expr:
    """e^L - 1 - L."""
    return shift**2 * expm1_excess(shift)


def core(a: Expr, shift: Expr) -> Expr:
    """The log-density of log y, with ``shift`` = log(y/a)."""
    return log(a) / 2 - a * deviance(shift) - LOG_ROOT - stirling(a)


def side(z: Expr) -> Expr:
    """The sign of z, 1 at 0."""
    return Piecewise((-1, z < 0), (1, True))


def with_density(form: Expr, **others: Expr) -> dict[str, Expr]:
    return {"logpdf": form, "pdf": exp(form), **others}


def gamma(z: Expr, a: Expr) -> dict[str, Expr]:
    shift = log_quotient(z, a)
    return with_density(
        core(a, shift) - log(z),
        score_a=shift - digamma_lag(a),
        along=(a - 1) / z - 1,
        stretch=a - z,
    )


def chi2(z: Expr, df: Expr) -> dict[str, Expr]:
    shift = log_quotient(z, df)
    return with_density(
        core(df / 2, shift) - log(z),
        score_df=(shift - digamma_lag(df / 2)) / 2,
        along=((df - 2) / z - 1) / 2,
        stretch=(df - z) / 2,
    )


def chi(z: Expr, df: Expr) -> dict[str, Expr]:
    shift = 2 * log_quotient(z, sqrt(df))
    return with_density(
        core(df / 2, shift) + log(2) - log(z),
        score_df=(shift - digamma_lag(df / 2)) / 2,
        along=(df - 1) / z - z,
        stretch=df - z**2,
    )


def invgamma(z: Expr, a: Expr) -> dict[str, Expr]:
    shift = log_quotient(1 / z, a)
    return with_density(
        core(a, shift) - log(z),
        score_a=shift - digamma_lag(a),
        along=(1 / z - (a + 1)) / z,
        stretch=1 / z - a,
    )


def gengamma(z: Expr, a: Expr, c: Expr) -> dict[str, Expr]:
    shift = c * log(z) - log(a)
    rise = -a * expm1(shift)
    return with_density(
        core(a, shift) + log(Abs(c)) - log(z),
        score_a=shift - digamma_lag(a),
        score_c=1 / c + log(z) * rise,
        along=(c * rise - 1) / z,
        stretch=c * rise,
    )


def nakagami(z: Expr, nu: Expr) -> dict[str, Expr]:
    shift = 2 * log(z)
    rise = 2 * nu * (1 - z) * (1 + z)
    return with_density(
        core(nu, shift) + log(2) - log(z),
        score_nu=-deviance(shift) - digamma_lag(nu),
        along=(rise - 1) / z,
        stretch=rise,
    )


def loggamma(z: Expr, c: Expr) -> dict[str, Expr]:
    shift = z - log(c)
    rise = -c * expm1(shift)
    return with_density(
        core(c, shift), score_c=shift - digamma_lag(c), along=rise, stretch=1 + z * rise
    )


def pearson3(z: Expr, skew: Expr) -> dict[str, Expr]:
    """The gamma law of shape a = 4/skew^2 at a (1 + x), analytic through skew = 0."""
    x, a = z * skew / 2, 4 / skew**2
    shift = log1p(x)
    lag = Piecewise((-skew / 24, Abs(skew) < SMALL_SKEW), (2 * a * stirling_slope(a) / skew, True))
    return with_density(
        -((z * log1p_ratio(x)) ** 2) * expm1_excess(shift) - shift - LOG_ROOT - stirling(a),
        score_skew=(z**3 * log1p_remainder(x) - z / 2) / (1 + x) + lag,
        along=-(z + skew / 2) / (1 + x),
        stretch=(1 - z) * (1 + z) / (1 + x),
    )


def halfgennorm(z: Expr, beta: Expr) -> dict[str, Expr]:
    size = Abs(z)
    raised = size**beta
    moved = Piecewise((raised * log(size), size > 0), (0, True))
    small = (beta < 1) & (size > 0)  # beta - 1 is rounded there, and z^beta does not underflow
    return with_density(
        -raised - lgamma1p(1 / beta),
        score_beta=digamma1p(1 / beta) / beta**2 - moved,
        along=-side(z) * beta * Piecewise((raised / size, small), (size ** (beta - 1), True)),
        stretch=1 - beta * raised,
    )


def halved(law: dict[str, Expr]) -> dict[str, Expr]:
    """Of the even law whose size has the given one."""
    return law | {"logpdf": law["logpdf"] - log(2), "pdf": law["pdf"] / 2}


def gennorm(z: Expr, beta: Expr) -> dict[str, Expr]:
    return halved(halfgennorm(z, beta))


def dgamma(z: Expr, a: Expr) -> dict[str, Expr]:
    law = gamma(Abs(z), a)
    return halved(law) | {"along": side(z) * law["along"]}


FORMS: dict[str, Callable[..., dict[str, Expr]]] = {
    "chi": chi,
    "chi2": chi2,
    "dgamma": dgamma,
    "erlang": gamma,
    "gamma": gamma,
    "gengamma": gengamma,
    "gennorm": gennorm,
    "halfgennorm": halfgennorm,
    "invgamma": invgamma,
    "loggamma": loggamma,
    "nakagami": nakagami,
    "pearson3": pearson3,
}
