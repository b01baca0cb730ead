"""Modified Bessel functions: I_1/I_0, and K of real order by its scaled logarithm."""

from __future__ import annotations

from typing import Any, ClassVar

from sympy import Expr, Function, besseli, log
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


class bessel_lag(Primitive):
    """1 - I_1(t)/I_0(t)."""

    formula = 1 - besseli(1, T) / besseli(0, T)
    limit = (0, 1)
    latex_name = r"\operatorname{\bar B_1}"


class log_i0e(Primitive):
    """log(e^-t I_0(t))."""

    formula = log(besseli(0, T)) - T
    limit = (0, 0)
    latex_name = r"\log e^{-t} I_0"


class BesselFunction(Function):  # type: ignore[misc]
    """A function of an order and a positive argument (``derive.oracle.bessel``)."""

    nargs = 2
    latex_name: ClassVar[str]

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        text = rf"{self.latex_name}\left({', '.join(map(printer._print, self.args))}\right)"
        return text if exp is None else f"{text}^{{{exp}}}"

    def _eval_is_real(self) -> bool | None:
        return True


class besselk_order(BesselFunction):
    """d log K_nu(x) / d nu."""

    latex_name = r"\partial_\nu\log K"


class besselk_excess(BesselFunction):
    """-1 - d log K_nu(x) / dx, which is positive."""

    latex_name = r"\operatorname{K_1}"


class log_besselk(BesselFunction):
    """log(e^x K_nu(x))."""

    latex_name = r"\log e^x K"

    def fdiff(self, argindex: int = 1) -> Expr:
        if argindex == 1:
            return besselk_order(*self.args)
        if argindex == 2:
            return -besselk_excess(*self.args)
        raise ArgumentIndexError(self, argindex)


BESSELS: tuple[type[BesselFunction], ...] = (log_besselk, besselk_order, besselk_excess)
