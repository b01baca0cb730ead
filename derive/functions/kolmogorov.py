"""The law of Kolmogorov's statistic, a finite matrix product that no formula shortens."""

from __future__ import annotations

from typing import Any

from sympy import Function


class kolmogorov(Function):  # type: ignore[misc]
    """P(D_n < z) for the two-sided statistic of n observations (``derive.oracle.kolmogorov``)."""

    nargs = 2

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        n, z = map(printer._print, self.args)
        text = rf"\operatorname{{P}}\left(D_{{{n}}} < {z}\right)"
        return text if exp is None else rf"{text}^{{{exp}}}"

    def _eval_is_real(self) -> bool | None:
        return True
