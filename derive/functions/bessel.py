"""Bessel's K of real order: its scaled logarithm and the derivatives of that."""

from __future__ import annotations

from typing import Any, ClassVar

from sympy import Expr, Function
from sympy.core.function import ArgumentIndexError


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
