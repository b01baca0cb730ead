"""log Gamma and the digamma function without their leading terms, which cancel in densities."""

from __future__ import annotations

from sympy import Expr, Symbol, digamma, log, loggamma, pi

from derive.functions.digamma import digamma_excess
from derive.functions.elementary import expm1_excess, log1p
from derive.functions.primitive import HALF, Primitive, T

A, B = Symbol("a", positive=True), Symbol("b", positive=True)


class stirling(Primitive):
    """log Gamma(t) less (t - 1/2) log t - t + log(2 pi)/2: Binet's function."""

    formula = loggamma(T) - (T - HALF) * log(T) + T - log(2 * pi) / 2
    latex_name = r"\mu"


class stirling_slope(Primitive):
    """psi(t) - log t + 1/(2 t), the derivative of ``stirling``."""

    formula = digamma(T) - log(T) + 1 / (2 * T)
    latex_name = r"\mu'"


class lgamma1p(Primitive):
    """log Gamma(1 + t)."""

    formula = loggamma(1 + T)
    limit = (0, 0)
    latex_name = r"\log\Gamma_1"


class digamma_half(Primitive):
    """psi(t + 1/2) - psi(t) - 1/(2 t)."""

    formula = digamma(T + HALF) - digamma(T) - 1 / (2 * T)
    latex_name = r"\Psi_{1/2}"


class digamma_excess_step(Primitive):
    """digamma_excess(a + b) - digamma_excess(a)."""

    nargs = 2
    variables = (A, B)
    formula = digamma(1 + A + B) - log(1 + A + B) - digamma(1 + A) + log(1 + A)
    latex_name = r"\Delta\Psi_1"


def digamma_lag(a: Expr) -> Expr:
    """psi(a) - log a for a > 0, which is negative."""
    return digamma_excess(a) + log1p(1 / a) - 1 / a


def digamma_lag_step(a: Expr, b: Expr) -> Expr:
    """digamma_lag(a + b) - digamma_lag(a), which is positive, for a small b too.

    log(1 + 1/a) - 1/a grows by q/a + q + log(1 - q) with q = b/((a + b)(1 + a)); the last two are
    at most half of the first.
    """
    share = b / ((a + b) * (1 + a))
    step = log1p(-share)
    return digamma_excess_step(a, b) + share / a - step**2 * expm1_excess(step)


def half_step(a: Expr) -> Expr:
    """log Gamma(a + 1/2) - log Gamma(a) - log(a)/2, to an absolute error."""
    return (a * log1p(1 / (2 * a)) - HALF) + stirling(a + HALF) - stirling(a)
