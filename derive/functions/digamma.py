"""The digamma function where the plain formula loses digits."""

from __future__ import annotations

from sympy import Expr, digamma, log

from derive.functions.elementary import log1p
from derive.functions.primitive import Primitive, T


class digamma_excess(Primitive):
    """psi(1 + t) - log(1 + t)."""

    formula = digamma(1 + T) - log(1 + T)
    latex_name = r"\Psi_1"


def digamma1p(t: Expr) -> Expr:
    """psi(1 + t), for t > 0 of any size."""
    return digamma_excess(t) + log1p(t)
