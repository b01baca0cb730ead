"""The quotient of two modified Bessel functions."""

from __future__ import annotations

from sympy import Expr, besseli
from sympy.core.function import ArgumentIndexError

from derive.functions.primitive import Primitive, T


class bessel_ratio(Primitive):
    """I_1(t)/I_0(t)."""

    formula = besseli(1, T) / besseli(0, T)
    limit = (0, 0)
    latex_name = r"\operatorname{B_1}"

    def fdiff(self, argindex: int = 1) -> Expr:
        """1 - r/t - r^2 (DLMF 10.29.2), in terms of the function itself."""
        if argindex != 1:
            raise ArgumentIndexError(self, argindex)
        (t,) = self.args
        return 1 - self / t - self**2
