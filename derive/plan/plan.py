"""Plan: which formula the machine evaluates for one velocity, and its values at the edges."""

from __future__ import annotations

from dataclasses import dataclass

from sympy import Expr, Symbol, cse, numbered_symbols

from derive.family import Family

#: Operations in a formula that is still written as one.
LONGEST = 60


def integral(parameter: str) -> Symbol:
    """What stands for the score integral of ``parameter``, which ``derive.score`` computes."""
    return Symbol(f"v_{parameter}", real=True)


@dataclass(frozen=True)
class Plan:
    """The stable form of one parameter's velocity for the standard member.

    ``form`` is in the family's variable and shapes; a Piecewise holds one regime a piece.
    ``rule`` names where it came from. ``edges`` are what the kernel must return at the lower and
    the upper end of the support: None where the arithmetic of ``form`` itself gives the limit, nan
    where no limit was proved. ``error`` is the largest error found in the model of float64, in
    eps * max(1, condition number).
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
            return (f"{write(self.form)} ({self.rule})",)
        return tuple(
            f"{write(value)} where {condition} ({self.rule})" for value, condition in self.form.args
        )


def write(form: Expr) -> str:
    """``form`` as text; the repeated parts of a long one are named."""
    if form.count_ops() <= LONGEST:
        return str(form)
    parts, (whole,) = cse([form], numbered_symbols("t"))
    return f"{whole} with " + ", ".join(f"{name} = {part}" for name, part in parts)
