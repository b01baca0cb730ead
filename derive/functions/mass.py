"""The mass that the normal law has on an interval, scaled so that it never underflows."""

from __future__ import annotations

from sympy import Expr, Integer, Max, Symbol, erfc, exp, pi, sqrt

from derive.functions.primitive import Primitive

LOWER, UPPER = Symbol("lower", real=True), Symbol("upper", real=True)


class normal_mass(Primitive):
    """(Phi(upper) - Phi(lower))/phi(m), m the point of the interval that is nearest to 0."""

    nargs = 2
    variables = (LOWER, UPPER)
    formula = (
        sqrt(pi / 2)
        * exp(Max(0, LOWER, -UPPER) ** 2 / 2)
        * (erfc(LOWER / sqrt(2)) - erfc(UPPER / sqrt(2)))
    )
    latex_name = r"\operatorname{M_\phi}"

    @classmethod
    def eval(cls, x: Expr, *more: Expr) -> Expr | None:
        """0 for an empty interval."""
        return Integer(0) if more == (x,) else None
