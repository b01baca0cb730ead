"""A moment of the normal law truncated to an interval."""

from __future__ import annotations

from sympy import Expr, Piecewise, erf, exp, hyper, pi, sqrt
from sympy.core.function import ArgumentIndexError

from derive.functions.primitive import HALF, Primitive, T


class gaussian_moment(Primitive):
    """3 times the integral of s^2 e^(-t s^2) over [0, 1]."""

    formula = 3 * (sqrt(pi) * erf(sqrt(T)) / 2 - sqrt(T) * exp(-T)) / (2 * T ** (3 * HALF))
    regimes = Piecewise((exp(-T) * hyper((1,), (5 * HALF,), T), T < 100), (formula, True))
    limit = (0, 1)
    latex_name = r"\operatorname{M_2}"

    def fdiff(self, argindex: int = 1) -> Expr:
        """By parts, in terms of the function itself."""
        if argindex != 1:
            raise ArgumentIndexError(self, argindex)
        (t,) = self.args
        return 3 * (exp(-t) - self) / (2 * t)
