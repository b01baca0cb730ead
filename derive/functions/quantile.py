"""The normal law's quantile, in the three arguments in which it keeps its digits."""

from __future__ import annotations

from typing import Any

from sympy import erfcinv, erfinv, exp, sqrt

from derive.functions.primitive import HALF, Primitive, T


class ndtri(Primitive):
    """Phi^-1(t)."""

    formula = -sqrt(2) * erfcinv(2 * T)
    limit = (HALF, 0)
    latex_name = r"\Phi^{-1}"

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        text = super()._latex(printer)
        return text if exp is None else rf"\left({text}\right)^{{{exp}}}"


class ndtri_offset(Primitive):
    """Phi^-1(1/2 + t)."""

    formula = sqrt(2) * erfinv(2 * T)
    limit = (0, 0)
    latex_name = r"\Phi^{-1}"

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        text = rf"{self.latex_name}\left(\frac{{1}}{{2}} + {printer._print(self.args[0])}\right)"
        return text if exp is None else rf"\left({text}\right)^{{{exp}}}"


class ndtri_exp(Primitive):
    """Phi^-1(e^t)."""

    formula = -sqrt(2) * erfcinv(2 * exp(T))
    latex_name = r"\Phi^{-1}"

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        text = rf"{self.latex_name}\left(e^{{{printer._print(self.args[0])}}}\right)"
        return text if exp is None else rf"\left({text}\right)^{{{exp}}}"
