"""Plan: which formula the machine evaluates for one velocity, and its values at the edges."""

from __future__ import annotations

from dataclasses import dataclass

from sympy import Expr

from derive.family import Family


@dataclass(frozen=True)
class Plan:
    """The stable form of one parameter's velocity for the standard member.

    ``form`` is in the family's variable and shapes; a Piecewise holds one regime a piece.
    ``rule`` names where it came from. ``edges`` are the limits of v at the lower and the upper end
    of the support, None where there is none. ``error`` is the largest error found in the model of
    float64, in eps * max(1, condition number).
    """

    family: Family
    parameter: str
    form: Expr
    rule: str
    edges: tuple[Expr | None, Expr | None]
    error: float

    def regimes(self) -> tuple[str, ...]:
        """One line a regime, for people."""
        if not self.form.is_Piecewise:
            return (f"{self.form} ({self.rule})",)
        pieces = self.form.args
        return tuple(f"{value} where {condition} ({self.rule})" for value, condition in pieces)
