"""Exponentials, logarithms and algebraic functions where the plain formula loses digits."""

from __future__ import annotations

from sympy import Abs, Eq, Expr, Integer, Piecewise, Rational, Symbol, atanh, exp, hyper, log, sqrt

from derive.functions.primitive import HALF, Primitive, T

X, Y = Symbol("x", positive=True), Symbol("y", positive=True)


class log1p(Primitive):
    """log(1 + t)."""

    formula = log(1 + T)
    limit = (0, 0)
    latex_name = r"\operatorname{log1p}"


class expm1(Primitive):
    """e^t - 1."""

    formula = exp(T) - 1
    limit = (0, 0)
    latex_name = r"\operatorname{expm1}"


class log_quotient(Primitive):
    """log(x/y) of positive numbers, accurate near x = y and where x/y overflows."""

    nargs = 2
    variables = (X, Y)
    formula = log(X / Y)
    latex_name = r"\operatorname{log}_{/}"

    @classmethod
    def eval(cls, x: Expr, *more: Expr) -> Expr | None:
        """0 for two equal numbers."""
        return Integer(0) if more == (x,) else None


class log_sum(Primitive):
    """log(x + y) of x > 0 and any y, accurate where the sum is near 1."""

    nargs = 2
    variables = (X, T)
    formula = log(X + T)
    latex_name = r"\operatorname{log}_{+}"


class softplus(Primitive):
    """log(1 + e^t), without overflow for large t."""

    formula = log(1 + exp(T))
    latex_name = r"\operatorname{softplus}"


class log1mexp(Primitive):
    """log(1 - e^-t) for t > 0."""

    formula = log(1 - exp(-T))
    latex_name = r"\operatorname{log1mexp}"


class logistic(Primitive):
    """1/(1 + e^-t), the logistic law's cdf."""

    formula = 1 / (1 + exp(-T))
    latex_name = r"\operatorname{logistic}"


class log_softplus(Primitive):
    """log(log(1 + e^t)), which tends to t far to the left."""

    formula = log(log(1 + exp(T)))
    regimes = Piecewise((T + log(log(1 + exp(T)) / exp(T)), T < 0), (formula, True))
    latex_name = r"\log\operatorname{softplus}"


class log1p_ratio(Primitive):
    """log(1 + t) / t."""

    formula = log(1 + T) / T
    limit = (0, 1)
    latex_name = r"\operatorname{L_1}"


class expm1_ratio(Primitive):
    """(e^t - 1) / t."""

    formula = (exp(T) - 1) / T
    limit = (0, 1)
    latex_name = r"\operatorname{E_1}"


class expm1_excess(Primitive):
    """(e^t - 1 - t) / t^2."""

    formula = (exp(T) - 1 - T) / T**2
    regimes = Piecewise((hyper((1,), (3,), T) / 2, Abs(T) < 1), (formula, True))
    limit = (0, Rational(1, 2))
    latex_name = r"\operatorname{E_2}"


class expm1_lag(Primitive):
    """(t e^t - (e^t - 1)) / t^2, the derivative of expm1(t)/t."""

    formula = (T * exp(T) - (exp(T) - 1)) / T**2
    regimes = Piecewise((hyper((2,), (3,), T) / 2, Abs(T) < 1), (formula, True))
    limit = (0, Rational(1, 2))
    latex_name = r"\operatorname{E_1'}"


class log1p_excess(Primitive):
    """((1 + t) log(1 + t) - t) / t^2."""

    formula = ((1 + T) * log(1 + T) - T) / T**2
    regimes = Piecewise(
        (1, Eq(T, -1)), (hyper((1, 1), (3,), -T) / 2, Abs(T) < HALF), (formula, True)
    )
    limit = (0, Rational(1, 2))
    latex_name = r"\operatorname{L_2}"

    @classmethod
    def eval(cls, x: Expr) -> Expr | None:
        """The end t = -1 of the domain is evaluated too: an edge of a support is often there."""
        return Integer(1) if x == -1 else super().eval(x)


class log1p_remainder(Primitive):
    """(t + t^2/2 - (1 + t) log(1 + t)) / t^3."""

    formula = (T + T**2 / 2 - (1 + T) * log(1 + T)) / T**3
    regimes = Piecewise(
        (Rational(1, 2), Eq(T, -1)),
        (hyper((1, 2), (4,), -T) / 6, Abs(T) < HALF),
        (formula, True),
    )
    limit = (0, Rational(1, 6))
    latex_name = r"\operatorname{L_3}"


class hypot1(Primitive):
    """sqrt(1 + t^2), without overflow for large t."""

    formula = sqrt(1 + T**2)
    latex_name = r"\operatorname{hyp}"


class lorentz(Primitive):
    """t / (1 + t^2), without overflow for large t."""

    formula = T / (1 + T**2)
    latex_name = r"\operatorname{Lo}"


class atanh_excess(Primitive):
    """(atanh(t) - t) / t^3."""

    formula = (atanh(T) - T) / T**3
    regimes = Piecewise(
        (hyper((1, 3 * HALF), (5 * HALF,), T**2) / 3, Abs(T) < HALF), (formula, True)
    )
    limit = (0, Rational(1, 3))
    latex_name = r"\operatorname{A_3}"
