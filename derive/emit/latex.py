"""The LaTeX of one family: derivations in, a section with every step out."""

from __future__ import annotations

from collections.abc import Sequence

from derive.derivation import Derivation, Step
from derive.derivation.notation import to_latex
from derive.emit.environment import render
from derive.family import Family

#: Unicode that may stand in a rule or a condition, as LaTeX.
SIGNS = {
    "θ": r"$\theta$", "τ": r"$\tau$", "≤": r"$\le$", "−": "$-$", "F₀": "$F_0$", "~": r"$\sim$",
    "<": "$<$", ">": "$>$", "_": r"\_", "*": r"$\cdot$", "^": r"\^{}", "%": r"\%", "&": r"\&",
}  # fmt: skip


def escape(text: str) -> str:
    """Plain words as LaTeX text."""
    marked = text.replace("<=", "≤").replace("F₀", "\0")
    return "".join(SIGNS.get(sign, sign) for sign in marked).replace("\0", SIGNS["F₀"])


def render_latex(family: Family, derivations: Sequence[Derivation]) -> str:
    """The text of ``generated/latex/<family>.tex``."""
    return render(
        "family.tex.jinja",
        {
            "name": escape(family.name),
            "title": escape(family.title or family.name),
            "support": r"\le ".join(
                to_latex(e) for e in (family.support[0], family.variable, family.support[1])
            ),
            "domains": [escape(p.describe()) for p in family.parameters],
            "derivations": [describe(d) for d in derivations],
        },
    )


def describe(derivation: Derivation) -> dict[str, object]:
    symbol = next(
        (p.symbol for p in derivation.family.parameters if p.name == derivation.parameter), None
    )
    name = rf"\mathrm{{{derivation.parameter}}}" if symbol is None else to_latex(symbol)
    return {
        "parameter": name,
        "route": derivation.route,
        "steps": [line(s) for s in derivation.steps],
    }


def line(step: Step) -> str:
    """One row of an align: the equation, then its rule."""
    note = step.rule + (f"; {step.condition}" if step.condition else "")
    return f"{to_latex(step.left)} &= {to_latex(step.right)} && \\text{{{escape(note)}}}"
