"""Second: the second derivatives of the map and the slopes of velocities, as people read them.

h_ij = dv_j/dtheta_i + v_i dv_j/dz, of velocities that are short and elementary. That h is symmetric
is a proof that the velocities are those of one flow, and is checked as every step is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sympy import (
    Abs,
    Derivative,
    Eq,
    Expr,
    Function,
    Integral,
    Piecewise,
    Sum,
    Symbol,
    acos,
    acosh,
    asin,
    asinh,
    atan,
    atanh,
    cos,
    cosh,
    count_ops,
    erf,
    erfc,
    exp,
    factor,
    log,
    powsimp,
    sign,
    sin,
    sinh,
    tan,
    tanh,
    together,
)

from derive.derivation.notation import to_latex, to_text
from derive.derivation.shorten import length
from derive.derivation.step import Derivation, Step

#: Operations in a velocity, and in what is made of it, above which nobody wants to read it.
SHORT, LONGEST = 60, 80
#: What is elementary, powers aside, with the error functions.
ELEMENTARY = (
    exp, log, sin, cos, tan, asin, acos, atan, sinh, cosh, tanh, asinh, acosh, atanh, erf, erfc,
    sign, Abs,
)  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """One equation: its left side in LaTeX and as text, and ``step`` from the definition to the
    short form on its right side."""

    left: str
    spoken: str
    step: Step

    def latex(self) -> str:
        return f"{self.left} &= {to_latex(self.step.right)}"

    def text(self) -> str:
        """The equation as Unicode text."""
        left = Symbol(self.spoken)
        return to_text(Eq(left, self.step.right, evaluate=False))


def derive_second(derivations: Sequence[Derivation]) -> Iterator[Entry]:
    """The slopes along z and the second derivatives in shapes, those that are short."""
    found, z = list(elementary(derivations)), derivations[0].family.variable
    for theta, d in found:
        left = rf"\frac{{\partial v_{{{to_latex(theta)}}}}}{{\partial {to_latex(z)}}}"
        yield from entry(left, f"∂v_{theta}/∂{z}", d.velocity.diff(z))
    for j, (second, b) in enumerate(found):
        for first, a in found[: j + 1]:
            one, two = (rf"\partial {to_latex(s)}" for s in (first, second))
            below = f"{one}^2" if first == second else rf"{one}\,{two}"
            left = rf"\frac{{\partial^2 \varphi}}{{{below}}}"
            yield from entry(left, f"∂²φ/∂{first}∂{second}", bend(a, b, first))


def list_steps(derivations: Sequence[Derivation]) -> Iterator[Step]:
    """What is to be proved: every short form, and h_ij = h_ji, which one flow has."""
    yield from (e.step for e in derive_second(derivations))
    found = list(elementary(derivations))
    for j, (second, b) in enumerate(found):
        for first, a in found[:j]:
            yield Step("symmetry of second derivatives", bend(a, b, first), bend(b, a, second))


def elementary(derivations: Sequence[Derivation]) -> Iterator[tuple[Symbol, Derivation]]:
    """The shapes whose velocity is elementary in z, in one piece and short."""
    known = {p.name: p.symbol for p in derivations[0].family.parameters}
    for d in derivations:
        if d.parameter in known and d.route != "inverse" and is_short(d.velocity):
            yield known[d.parameter], d


def bend(first: Derivation, second: Derivation, theta: Symbol) -> Expr:
    """dv_j/dtheta_i + v_i dv_j/dz, theta being that of ``first``."""
    z = first.family.variable
    return second.velocity.diff(theta) + first.velocity * second.velocity.diff(z)


def entry(left: str, spoken: str, formula: Expr) -> Iterator[Entry]:
    """The entry, unless it is too long."""
    forms = [formula, *(rewrite(formula) for rewrite in (together, powsimp, factor))]
    short = min(forms, key=length)
    if count_ops(short) <= LONGEST:
        yield Entry(left, spoken, Step("derivative", formula, short))


def is_short(velocity: Expr) -> bool:
    """Whether a velocity is elementary, in one piece and short."""
    plain = all(isinstance(f, ELEMENTARY) for f in velocity.atoms(Function))
    whole = not velocity.has(Derivative, Integral, Sum, Piecewise)
    return plain and whole and int(count_ops(velocity)) <= SHORT
