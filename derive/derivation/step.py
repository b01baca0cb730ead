"""Step and Derivation: a chain of equations, each one checkable at points, ending in v."""

from __future__ import annotations

from dataclasses import dataclass

from sympy import Eq, Expr, Subs

from derive.derivation.notation import PHI, TAU, to_latex, to_text
from derive.family import Family


@dataclass(frozen=True)
class Step:
    """``left = right`` by ``rule``; ``condition`` says when, for people.

    ``where`` is the same condition on the variable for machines, None where the step always holds.
    """

    rule: str
    left: Expr
    right: Expr
    condition: str = ""
    where: tuple[Expr, Expr] | None = None

    def latex(self) -> str:
        return f"{to_latex(self.left)} = {to_latex(self.right)}"

    def text(self) -> str:
        return to_text(Eq(self.left, self.right, evaluate=False))


@dataclass(frozen=True)
class Derivation:
    """How v = dz/d(parameter) of the standard member follows; ``velocity`` is the result.

    ``route`` is explicit, implicit, reduction, inverse, location or scale. ``also`` holds the
    results of further routes that apply, each to be proved equal. On the inverse route
    ``velocity`` is in U, and U solves ``quantile(U) = z``. ``pivots`` says what G stands for on the
    implicit route: each branch's upper end, and G as an expression in LEVEL, the value of F.
    ``notes`` say what SymPy could not do, and which route was taken instead.
    """

    family: Family
    parameter: str
    route: str
    steps: tuple[Step, ...]
    velocity: Expr
    also: tuple[tuple[str, Expr], ...] = ()
    pivots: tuple[tuple[Expr, Expr], ...] = ()
    notes: tuple[str, ...] = ()

    def latex(self) -> str:
        """The chain as the body of an ``align*``, a line a step."""
        rows = (
            f"{s.latex().replace(' = ', ' &= ', 1)} && \\text{{({s.rule})}}" for s in self.steps
        )
        return " \\\\\n".join(rows)

    def text(self) -> str:
        """The chain as Unicode text."""
        lines = [f"{self.family.name}: dz/d{self.parameter} by the {self.route} route", ""]
        lines += [f"[{note}]" for note in self.notes] + ([""] if self.notes else [])
        for step in self.steps:
            lines += [
                f"({step.rule}{': ' + step.condition if step.condition else ''})",
                step.text(),
                "",
            ]
        return "\n".join(lines)

    def _repr_latex_(self) -> str:
        return "$$\\begin{aligned}\n" + self.latex() + "\n\\end{aligned}$$"


def velocity_sign(variable: Expr, theta: Expr) -> Subs:
    """The left side of every last step: d phi_{theta,tau}(z) / d tau at tau = theta."""
    return Subs(PHI(variable, theta, TAU).diff(TAU), TAU, theta)
