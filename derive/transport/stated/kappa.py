"""Kappa: the laws of three and of four parameters."""

from __future__ import annotations

from collections.abc import Callable

from sympy import Abs, Expr, Max, Piecewise, Rational, exp, log

from derive.functions import (
    branch,
    expm1_excess,
    expm1_ratio,
    log1mexp,
    log1p,
    log1p_excess,
    log1p_ratio,
    log_sum,
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


def near_log1p_ratio(t: Expr) -> Expr:
    """log(1 + t)/t - 1 for small t."""
    return t * (log1p_excess(t) - 1) / (1 + t)


def kappa4(z: Expr, h: Expr, k: Expr, g: Expr, m: Expr) -> Expr:
    """To (g, m): -log F = -log(1 - h e^-x)/h is kept, and x = -log(1 - k z)/k.

    Around x = 0 the law with h = 0, of y = -log(-log F), is near that of x; elsewhere y is the
    logarithm itself. Of y's logarithm and that of (e^t - 1)/t either is one: near 1 of 1 and a
    small number.
    """
    x = z * log1p_ratio(-k * z)
    t = -h * exp(-x)
    ratio = log1p_ratio(t)
    kept = branch(Max(h, x + FAR), (log(-h) - x) / -h, exp(-x) * ratio)
    central, little = Abs(x) - 1, Abs(t) - HALF
    first = log_sum(
        branch(central, branch(little, 1, ratio), kept),
        branch(central, branch(little, near_log1p_ratio(t), 0), 0),
    )
    s = -g * kept
    near = Abs(s) - HALF
    second = log_sum(
        branch(near, 1, branch(s - FAR, expm1_ratio(s), 1 / s)),
        branch(near, s * expm1_excess(s), 0),
    )
    y = branch(central, x, 0) - first - second - branch(s - FAR, 0, s)
    return y * expm1_ratio(-m * y)


FORMS: dict[str, Callable[..., Expr]] = {"kappa3": kappa3, "kappa4": kappa4}
