"""Kappa: the laws of three and of four parameters."""

from __future__ import annotations

from collections.abc import Callable

from sympy import Abs, Expr, Max, Piecewise, Rational, exp, log

from derive.functions import (
    expm1_excess,
    expm1_ratio,
    log1mexp,
    log1p,
    log1p_excess,
    log1p_ratio,
)

HALF = Rational(1, 2)
#: Beyond this, e^t is neither less nor more than e^t - 1 or 1 + e^t by a rounding.
FAR = 300


def kappa3(z: Expr, a: Expr, k: Expr) -> Expr:
    """To k: log(1 + a z^-a)/a is kept. Far below 1 the image is z times a power of z."""
    level = log(a) - a * log(z)
    rest = log1p(exp(-Abs(level))) / a
    kept = Max(level, 0) / a + rest
    taken = Piecewise((log(a) / a + rest, level > 0), (kept, True))
    factor = Piecewise((z, level > 0), (1, True))
    return factor * exp(log(k) / k - taken - log1mexp(k * kept) / k)


def log_of_log1p_ratio(t: Expr) -> Expr:
    """log(log(1 + t)/t), which vanishes at t = 0."""
    near = log1p(t * (log1p_excess(t) - 1) / (1 + t))
    return Piecewise((near, Abs(t) < HALF), (log(log1p_ratio(t)), True))


def log_of_expm1_ratio(t: Expr) -> Expr:
    """log((e^t - 1)/t), which vanishes at t = 0."""
    return Piecewise(
        (log1p(t * expm1_excess(t)), Abs(t) < HALF),
        (log(expm1_ratio(t)), t < FAR),
        (t - log(t), True),
    )


def kappa4(z: Expr, h: Expr, k: Expr, g: Expr, m: Expr) -> Expr:
    """To (g, m): -log F = -log(1 - h e^-x)/h is kept, and x = -log(1 - k z)/k.

    Around x = 0 the law with h = 0, of y = -log(-log F), is near that of x; elsewhere y is the
    logarithm itself.
    """
    x = z * log1p_ratio(-k * z)
    kept = Piecewise(
        ((log(-h) - x) / -h, (h < 0) & (x < -FAR)),
        (exp(-x) * log1p_ratio(-h * exp(-x)), True),
    )
    near = x - log_of_log1p_ratio(-h * exp(-x))
    y = Piecewise((near, Abs(x) < 1), (-log(kept), True)) - log_of_expm1_ratio(-g * kept)
    return y * expm1_ratio(-m * y)


FORMS: dict[str, Callable[..., Expr]] = {"kappa3": kappa3, "kappa4": kappa4}
