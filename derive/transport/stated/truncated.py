"""Truncated: the exponential law on an interval, and what reduces to it."""

from __future__ import annotations

from collections.abc import Callable

from sympy import Expr, Integer, Min, Rational, exp, log

from derive.functions import branch, expm1, expm1_ratio, log1p_ratio, log_sum

HALF = Rational(1, 2)
#: No z is so far out that a power beyond this could be told from infinity.
LARGEST = Integer(10) ** 300


def exponential(below: Expr, above: Expr, bound: Expr) -> Expr:
    """The exponential variate on [0, bound] that has these probabilities on its two sides."""
    lost = -below * expm1(-bound)
    return -log_rest(lost, above + below * exp(-bound))


def log_rest(lost: Expr, rest: Expr) -> Expr:
    """log(1 - lost) = log(rest), by the one that keeps its digits."""
    return log_sum(branch(lost - HALF, 1, rest), branch(lost - HALF, -lost, 0))


def truncexpon(z: Expr, b: Expr, m: Expr) -> Expr:
    """To the bound m."""
    below = expm1(-z) / expm1(-b)
    above = exp(-z) * expm1(z - b) / expm1(-b)
    return exponential(below, above, m)


def truncpareto(z: Expr, b: Expr, c: Expr, k: Expr, m: Expr) -> Expr:
    """log z is the exponential law of rate b on [0, log c], b of either sign."""
    low, high, whole = log(z), log(c / z), log(c) * expm1_ratio(-b * log(c))
    below = low * expm1_ratio(-b * low) / whole
    above = exp(-b * low) * high * expm1_ratio(-b * high) / whole
    lost = below * expm1(-k * log(m))
    near = below * log(m) * expm1_ratio(-k * log(m)) * log1p_ratio(lost)
    far = -log(above + below * exp(-k * log(m))) / k
    return exp(branch(-HALF - lost, near, far))


def truncweibull_min(z: Expr, c: Expr, a: Expr, b: Expr, k: Expr, m: Expr, n: Expr) -> Expr:
    """z^c - a^c is the exponential law on [0, b^c - a^c]."""
    raised, top = exp(c * log(z)), Min(b**c, LARGEST)
    y = -raised * expm1(-c * log(z / a))
    rest = -top * expm1(-c * log(b / z))
    whole = -top * expm1(-c * log(b / a))
    below = expm1(-y) / expm1(-whole)
    above = exp(-y) * expm1(-rest) / expm1(-whole)
    bound = -Min(n**k, LARGEST) * expm1(-k * log(n / m))
    return (m**k + exponential(below, above, bound)) ** (1 / k)


FORMS: dict[str, Callable[..., Expr]] = {
    "truncexpon": truncexpon,
    "truncpareto": truncpareto,
    "truncweibull_min": truncweibull_min,
}
