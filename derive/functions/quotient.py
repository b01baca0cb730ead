"""Functions of a law: Mills' ratio, and -log F over its derivative for the laws that have it."""

from __future__ import annotations

from sympy import Expr, Min, Piecewise, erfc, erfcinv, exp, hyper, log, pi, sqrt
from sympy.core.function import ArgumentIndexError

from derive.functions.elementary import expm1_ratio, log1p, log1p_ratio
from derive.functions.primitive import HALF, Primitive, T


class mills(Primitive):
    """Mills' ratio of the normal law, (1 - Phi(t)) / phi(t)."""

    formula = sqrt(pi / 2) * exp(T**2 / 2) * erfc(T / sqrt(2))
    regimes = Piecewise((hyper((HALF, 1), (), -2 / T**2) / T, T > 1000), (formula, True))
    latex_name = r"\operatorname{R}"

    def fdiff(self, argindex: int = 1) -> Expr:
        """t R(t) - 1, in terms of the function itself."""
        if argindex != 1:
            raise ArgumentIndexError(self, argindex)
        (t,) = self.args
        return t * self - 1


class hazard_excess(Primitive):
    """1/R(t) - t, by which the normal law's hazard rate exceeds t."""

    formula = sqrt(2 / pi) * exp(-(T**2) / 2) / erfc(T / sqrt(2)) - T
    regimes = 1 / mills(T) - T
    latex_name = r"\operatorname{H}"


class log_ndtr(Primitive):
    """log Phi(t) of the normal law."""

    formula = log(erfc(-T / sqrt(2)) / 2)
    #: Far right, log(1 - q) with the upper tail q, which mpmath's erfc does not reach.
    beyond = exp(-(T**2) / 2) * mills(T) / sqrt(2 * pi)
    regimes = Piecewise(
        (log(mills(-T)) - T**2 / 2 - log(2 * pi) / 2, T < -10),
        (-beyond * log1p_ratio(-beyond), T > 10),
        (formula, True),
    )
    latex_name = r"\log\Phi"


class ndtri_exp(Primitive):
    """The t with log Phi(t) = T, the inverse of log_ndtr."""

    formula = -sqrt(2) * erfcinv(2 * exp(T))
    latex_name = r"\operatorname{z}"

    def fdiff(self, argindex: int = 1) -> Expr:
        """Mills' ratio at -t."""
        if argindex != 1:
            raise ArgumentIndexError(self, argindex)
        return mills(-self)


class softplus_quotient(Primitive):
    """log(1 + e^t) over its derivative: the logistic law's -log F / (log F)' at -t."""

    formula = (1 + exp(-T)) * log(1 + exp(T))
    regimes = Piecewise(
        ((1 + exp(T)) * log1p_ratio(exp(T)), T <= 0),
        ((1 + exp(-T)) * (T + log1p(exp(-T))), True),
    )
    latex_name = r"\operatorname{S}"


class softplus_excess(Primitive):
    """(1 + e^-t) log(1 + e^t) - t, which tends to 0 like t e^-t and to -t at the other end."""

    formula = (1 + exp(-T)) * log(1 + exp(T)) - T
    regimes = Piecewise(
        ((1 + exp(T)) * log1p_ratio(exp(T)) - T, T <= 0),
        (T * exp(-T) + (1 + exp(-T)) * log1p(exp(-T)), True),
    )
    latex_name = r"\operatorname{S_1}"


class gumbel_quotient(Primitive):
    """-log F / (log F)' of the law F = 1 - exp(-e^t): -(e^y - 1) log(1 - e^-y) / y at y = e^t."""

    #: Beyond it e^-y is below any digit in use.
    bounded = Min(T, 30)
    formula = (1 - exp(exp(T))) * log(1 - exp(-exp(T))) * exp(-T)
    regimes = Piecewise(
        (-expm1_ratio(exp(T)) * (T + log(expm1_ratio(-exp(T)))), T <= 0),
        ((1 - exp(-exp(bounded))) * log1p_ratio(-exp(-exp(bounded))) * exp(-T), True),
    )
    latex_name = r"\operatorname{W}"


class ndtr_quotient(Primitive):
    """-log Phi(t) / (log Phi)'(t) of the normal law."""

    formula = -log(erfc(-T / sqrt(2)) / 2) * sqrt(pi / 2) * exp(T**2 / 2) * erfc(-T / sqrt(2))
    regimes = Piecewise(
        ((T**2 / 2 + log(2 * pi) / 2 - log(mills(-T))) * mills(-T), T <= 0),
        (log1p_ratio(-erfc(T / sqrt(2)) / 2) * (1 - erfc(T / sqrt(2)) / 2) * mills(T), True),
    )
    latex_name = r"\operatorname{N}"
