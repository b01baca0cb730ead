"""The rates of beta and F where the variate underflows and only its logarithm is known."""

from __future__ import annotations

from sympy import Expr, Float, Max, log

from derive.functions.rate import beta_rate, f_rate

#: Below it a beta_rate(x, y, a, b) is linear in log x to the last bit of a float64 (DLMF 8.17.8).
SMALLEST = Float("1e-290", 40)


def beyond(log_x: Expr) -> Expr:
    """How far log x is below that of SMALLEST, or 0."""
    return Max(log(SMALLEST) - log_x, 0)


def beta_rate_at(x: Expr, log_x: Expr, y: Expr, a: Expr, b: Expr) -> Expr:
    """beta_rate(x, y, a, b)."""
    return beta_rate(Max(x, SMALLEST), y, a, b) + beyond(log_x) / a


def f_rate_at(x: Expr, log_x: Expr, y: Expr, a: Expr, b: Expr) -> Expr:
    """f_rate(x, y, a, b)."""
    return f_rate(Max(x, SMALLEST), y, a, b) + beyond(log_x)
