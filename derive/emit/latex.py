"""The LaTeX of one family: derivations in, a section with every step out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sympy import Piecewise, Symbol

from derive import roots
from derive.continuity.equation import Equation
from derive.derivation import Derivation, Step
from derive.derivation.notation import to_latex
from derive.derivation.second import derive_second
from derive.emit.environment import render
from derive.family import Family
from derive.functions import branch
from derive.law import Law
from derive.root import Regime
from derive.transport.closed import readable_image, targets_of

#: Unicode that may stand in a rule or a condition, as LaTeX.
SIGNS = {
    "∂": r"$\partial$",
    "θ": r"$\theta$", "τ": r"$\tau$", "≤": r"$\le$", "−": "$-$", "F₀": "$F_0$", "~": r"$\sim$",
    "<": "$<$", ">": "$>$", "_": r"\_", "*": r"$\cdot$", "^": r"\^{}", "%": r"\%", "&": r"\&",
}  # fmt: skip

#: What the lines of a law state.
LAW = (r"\log p({z})", "F({z})", "F^{{-1}}(u)")


def escape(text: str) -> str:
    """Plain words as LaTeX text."""
    marked = text.replace("<=", "≤").replace("F₀", "\0")
    return "".join(SIGNS.get(sign, sign) for sign in marked).replace("\0", SIGNS["F₀"])


def render_latex(family: Family, derivations: Sequence[Derivation], law: Law | None = None) -> str:
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
            "law": [] if law is None else list(lines_of(law)),
            "derivations": [describe(d) for d in derivations],
            "second": [e.latex() for e in derive_second(derivations)],
            "image": image(family),
            "account": [line(e) for e in roots.account(family.name)],
            "regimes": [describe_regime(r) for r in list_regimes(family.name)],
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


def lines_of(law: Law) -> Iterator[str]:
    """The log-density, the cdf and the quantile function, those of them that are formulas."""
    z = to_latex(law.family.variable)
    for left, formula in zip(LAW, law.formulas, strict=True):
        if formula is not None:
            yield f"{left.format(z=z)} &= {to_latex(formula)}"


def image(family: Family) -> str:
    """phi from theta to tau where it is one formula, a prime at the shapes of tau; else empty."""
    found = readable_image(family)
    if found is None or found.has(Piecewise, branch):
        return ""
    primed = {there: Symbol(f"{to_latex(here)}'") for here, there in targets_of(family).items()}
    return rf"\varphi_{{\theta,\tau}}({to_latex(family.variable)}) = {to_latex(found.subs(primed))}"


def list_regimes(family: str) -> tuple[Regime, ...]:
    """The regimes of a root; none for a family that is not one."""
    return roots.load(family).regimes if family in roots.names() else ()


def describe_regime(regime: Regime) -> dict[str, str]:
    cells = f" ({len(regime.table)} cells)" if len(regime.table) > 1 else ""
    return {"name": escape(regime.name + cells), "source": escape(regime.source)}


def line(step: Step | Equation) -> str:
    """One row of an align: the equation, then its rule."""
    note = step.rule + (f"; {step.condition}" if step.condition else "")
    return f"{to_latex(step.left)} &= {to_latex(step.right)} && \\text{{{escape(note)}}}"
