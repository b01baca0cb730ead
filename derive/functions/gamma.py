"""Functions of the gamma law's rate from which its leading terms are taken off exactly."""

from __future__ import annotations

from typing import Any, ClassVar

from sympy import Expr, Function, Piecewise

from derive.functions.digamma import digamma1p
from derive.functions.rate import gamma_rate

#: log y below which gamma_rate(y, a) is (psi(1 + a) - log y)/a to the last bit of a float64.
LEFT = -40


class GammaFunction(Function):  # type: ignore[misc]
    """A function of two arguments, defined by ``gamma_rate`` (``derive.oracle.gamma``)."""

    nargs = 2
    latex_name: ClassVar[str]

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        text = rf"{self.latex_name}\left({', '.join(map(printer._print, self.args))}\right)"
        return text if exp is None else f"{text}^{{{exp}}}"

    def _eval_is_real(self) -> bool | None:
        return True


class gamma_excess(GammaFunction):
    """a gamma_rate(y, a) + log y; its kernel is for 0 <= y <= 1, and psi(1 + a) at y = 0."""

    latex_name = r"\dot{\Gamma}_1"


class gamma_remainder(GammaFunction):
    """(a gamma_rate(a e^w, a) - w/(e^w - 1)) a at t = 1/a; its kernel is for |w| <= 1, t <= 3/2."""

    latex_name = r"\dot{\Gamma}_2"


GAMMAS: tuple[type[GammaFunction], ...] = (gamma_excess, gamma_remainder)


def gamma_rate_at(y: Expr, log_y: Expr, a: Expr) -> Expr:
    """gamma_rate(y, a), also where y underflows and only its logarithm is known."""
    return Piecewise(
        ((digamma1p(a) - log_y) / a, log_y < LEFT),
        (gamma_rate(y, a), True),
    )


def log_shift(y: Expr, log_y: Expr, a: Expr) -> Expr:
    """a gamma_rate(y, a) + log y, which tends to psi(1 + a) at y = 0."""
    return Piecewise((gamma_excess(y, a), 2 * y < 1), (a * gamma_rate(y, a) + log_y, True))
