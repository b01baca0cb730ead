"""Branch: one of two values by the sign of a third, where a Piecewise would be multiplied out.

SymPy writes a condition that has a Piecewise in it as one condition for each of its pieces, so
what only chose between two numbers is computed once a piece.
"""

from __future__ import annotations

from sympy import Expr, Function


class branch(Function):  # type: ignore[misc]
    """``branch(t, a, b)`` is a where t < 0, else b."""

    nargs = 3

    @classmethod
    def eval(cls, t: Expr, a: Expr, b: Expr) -> Expr | None:
        """A choice between equals, or by a number."""
        if a == b:
            return a
        return (a if t < 0 else b) if t.is_Rational else None

    def _eval_is_real(self) -> bool | None:
        sides = [a.is_real for a in self.args[1:]]
        return True if all(sides) else None

    def _eval_is_positive(self) -> bool | None:
        sides = [a.is_positive for a in self.args[1:]]
        return True if all(sides) else None
