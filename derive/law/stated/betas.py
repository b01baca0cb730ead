"""Betas: the beta law and its relatives, around the mean.

With n = a + b, L = log(n x/a) and R = log(n (1 - x)/b), the log-density of log(x/(1 - x)) is
-a (e^L - 1 - L) - b (e^R - 1 - R) + log(a b/(2 pi n))/2 + mu(n) - mu(a) - mu(b), for
a (e^L - 1) + b (e^R - 1) = 0: sums of terms of one sign, as Loader's (``gammas``).
"""

from __future__ import annotations

from collections.abc import Callable

from sympy import Expr, Piecewise, Rational, log, pi, sqrt

from derive.functions import (
    digamma_half,
    digamma_lag_step,
    expm1,
    half_step,
    hypot1,
    log1p,
    log1p_excess,
    log_quotient,
    lorentz,
    stirling,
)
from derive.law.stated.gammas import LOG_ROOT, deviance, with_density

HALF = Rational(1, 2)


def core(a: Expr, b: Expr, left: Expr, right: Expr) -> Expr:
    """The log-density of the logit, with L and R."""
    scale = (log(a) + log(b / (a + b))) / 2 - LOG_ROOT
    rest = stirling(a + b) - stirling(a) - stirling(b)
    return scale - a * deviance(left) - b * deviance(right) + rest


def beta(z: Expr, a: Expr, b: Expr) -> dict[str, Expr]:
    """Of two small logarithms in a score each is taken alone, for both are exact near an end."""
    left, right = log_quotient((a + b) * z, a), log_quotient((a + b) * (1 - z), b)
    return with_density(
        core(a, b, left, right) - log(z) - log1p(-z),
        score_a=digamma_lag_step(a, b)
        + Piecewise((log1p(b / a) + log1p(z - 1), (z > HALF) & (b < a)), (left, True)),
        score_b=digamma_lag_step(b, a)
        + Piecewise((log1p(a / b) + log1p(-z), (z < HALF) & (a < b)), (right, True)),
        along=(a - 1) / z - (b - 1) / (1 - z),
        stretch=a - (b - 1) * z / (1 - z),
    )


def share(odds: Expr, ratio: Expr) -> Expr:
    """log((1 + ratio) odds/(1 + odds)), in which two small logarithms stay apart."""
    lost = Piecewise((log1p(1 / odds), odds > 1), (log1p(odds) - log(odds), True))
    return log1p(ratio) - lost


def of_odds(z: Expr, odds: Expr, a: Expr, b: Expr) -> tuple[dict[str, Expr], Expr, Expr]:
    """A law whose odds, a multiple of z, are those of a beta law; L and R."""
    left, right = share(odds, b / a), log1p(a / b) - log1p(odds)
    rise = -a * expm1(left)
    form = core(a, b, left, right) - log(z)
    return with_density(form, along=(rise - 1) / z, stretch=rise), left, right


def betaprime(z: Expr, a: Expr, b: Expr) -> dict[str, Expr]:
    law, left, right = of_odds(z, z, a, b)
    return law | {
        "score_a": left + digamma_lag_step(a, b),
        "score_b": right + digamma_lag_step(b, a),
    }


def f(z: Expr, dfn: Expr, dfd: Expr) -> dict[str, Expr]:
    a, b = dfn / 2, dfd / 2
    law, left, right = of_odds(z, dfn / dfd * z, a, b)
    return law | {
        "score_dfn": (digamma_lag_step(a, b) - deviance(left)) / 2,
        "score_dfd": (digamma_lag_step(b, a) - deviance(right)) / 2,
    }


def t(z: Expr, df: Expr) -> dict[str, Expr]:
    """With w = z^2/df; its constant and the score's are differences between a and a + 1/2."""
    root = z / sqrt(df)
    w, size = root**2, hypot1(root)
    part = root * lorentz(root)
    rise = Piecewise((log1p(w), w < 1), (2 * log(size), True))
    bend = Piecewise((w * log1p_excess(w) * part, w < 1), (2 * log(size) - part, True))
    return with_density(
        half_step(df / 2) - LOG_ROOT - (df + 1) / 2 * rise,
        score_df=(digamma_half(df / 2) + part / df - bend) / 2,
        along=-(df + 1) / sqrt(df) * lorentz(root),
        stretch=1 / size / size - df * part,
    )


def rdist(z: Expr, c: Expr) -> dict[str, Expr]:
    rest = (1 - z) * (1 + z)
    log_rest = Piecewise((log1p(-(z**2)), z**2 < HALF), (log(rest), True))
    return with_density(
        (c - 2) / 2 * log_rest + half_step(c / 2) + log(c / (2 * pi)) / 2,
        score_c=(log_rest + 1 / c + digamma_half(c / 2)) / 2,
        along=(2 - c) * z / rest,
        stretch=(1 - (c - 1) * z**2) / rest,
    )


def jf_skew_t(z: Expr, a: Expr, b: Expr) -> dict[str, Expr]:
    """z = sqrt(n) s/sqrt(1 - s^2) with s = 2 x - 1, x having the beta law."""
    n = a + b
    root = z / sqrt(n)
    size = hypot1(root)
    s = root / size
    left, right = half_share(s, root, a, b), half_share(-s, -root, b, a)
    rise = Piecewise((-a * expm1(left), a < b), (b * expm1(right), True))
    moved = -rise * s / n - 1 / size / size / (2 * n)
    return with_density(
        core(a, b, left, right) + log(2) - log(size) - log(n) / 2,
        score_a=left + digamma_lag_step(a, b) + moved,
        score_b=right + digamma_lag_step(b, a) + moved,
        along=(2 * rise - s) / (sqrt(n) * size),
        stretch=1 / size / size + 2 * s * rise,
    )


def half_share(s: Expr, root: Expr, own: Expr, other: Expr) -> Expr:
    """log(x (own + other)/own) at x = (1 + s)/2.

    The lesser of x and 1 - x is 1/(2 h (h + |root|)) with h = sqrt(1 + root^2).
    """
    size = hypot1(root)
    least = -log(size) - log(size - root)
    rest = 1 / (2 * size * (size + root))
    nearly = log1p(other / own) + log1p(-rest)
    sum_ = log_quotient(own + other, 2 * own)
    return Piecewise(
        (sum_ + least, root < -1), (nearly, (root > 0) & (other < own)), (sum_ + log1p(s), True)
    )


FORMS: dict[str, Callable[..., dict[str, Expr]]] = {
    "beta": beta,
    "betaprime": betaprime,
    "f": f,
    "jf_skew_t": jf_skew_t,
    "rdist": rdist,
    "t": t,
}
