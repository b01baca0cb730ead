"""Notation: the field's signs for cdf, quantile, map and pivot, in LaTeX and in Unicode text."""

from __future__ import annotations

from typing import Any

from sympy import Expr, Function, Symbol
from sympy.printing.latex import LatexPrinter
from sympy.printing.pretty.pretty import PrettyPrinter
from sympy.printing.pretty.stringpict import prettyForm

from derive.domain import LOC, SCALE

#: The abstract functions of the text: F(z; theta), F^{-1}(u; theta), phi_{theta,tau}(z), G(z; theta).
F, Q, PHI, G = (Function(name) for name in ("F", "Q", "phi", "G"))
#: The cdf of a reduction's base, and the base's own velocity in its shape k.
BASE, RATE = Function("F_0"), Function("v_0")
#: The value of F, where a pivot is written as a function of it.
LEVEL = Symbol("F", positive=True)
#: The parameter's target value in phi_{theta,tau}.
TAU = Symbol("tau", real=True)

NAMES = {LOC: r"\mathrm{loc}", SCALE: r"\mathrm{scale}"}
HEADS = {"F": "F", "Q": "F^{-1}", "G": "G", "F_0": "F_0", "v_0": "v_0"}


class NotationLatex(LatexPrinter):  # type: ignore[misc]
    """LaTeX with F(z; theta), F^{-1}(u; theta) and phi_{theta,tau}(z)."""

    def _print_Function(self, expr: Any, exp: str | None = None) -> str:
        name = expr.func.__name__
        arguments = [self._print(a) for a in expr.args]
        if name == "phi" and len(arguments) == 3:
            text = rf"\varphi_{{{arguments[1]},{arguments[2]}}}({arguments[0]})"
        elif name in HEADS and hasattr(expr, "name"):
            text = rf"{HEADS[name]}({'; '.join([arguments[0], ', '.join(arguments[1:])])})"
            text = text.replace("; )", ")")
        else:
            return str(super()._print_Function(expr, exp))
        return text if exp is None else f"{text}^{{{exp}}}"

    def _print_Subs(self, subs: Any) -> str:
        inner, old, new = subs.args
        pairs = ", ".join(f"{self._print(o)}={self._print(n)}" for o, n in zip(old, new, strict=True))
        return rf"\left. {self._print(inner)} \right|_{{{pairs}}}"


class NotationText(PrettyPrinter):  # type: ignore[misc]
    """Unicode text with the same notation on one line where it can be."""

    def _print_Function(self, expr: Any, *args: Any, **kwargs: Any) -> Any:
        name = expr.func.__name__
        heads = {"F": "F", "Q": "F⁻¹", "G": "G", "F_0": "F₀", "v_0": "v₀", "phi": "φ"}
        if name in heads and hasattr(expr, "name"):
            inner = [str(self._print(a)) for a in expr.args]
            if name == "phi":
                return prettyForm(f"φ[{inner[1]}→{inner[2]}]({inner[0]})")
            return prettyForm(f"{heads[name]}({inner[0]}{'; ' if inner[1:] else ''}{', '.join(inner[1:])})")
        return super()._print_Function(expr, *args, **kwargs)


def to_latex(expression: Expr) -> str:
    """``expression`` as LaTeX in the field's notation."""
    return str(NotationLatex({"symbol_names": NAMES, "ln_notation": False}).doprint(expression))


def to_text(expression: Expr) -> str:
    """``expression`` as Unicode text in the field's notation."""
    return str(NotationText({"use_unicode": True, "wrap_line": False}).doprint(expression))
