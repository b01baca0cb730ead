"""Notation: the field's signs for cdf, quantile, map and pivot, in LaTeX and in Unicode text."""

from __future__ import annotations

from typing import Any

from sympy import Add, Expr, Function, Symbol
from sympy.printing.latex import LatexPrinter
from sympy.printing.pretty.pretty import PrettyPrinter
from sympy.printing.pretty.pretty_symbology import pretty_symbol
from sympy.printing.pretty.stringpict import prettyForm

from derive.domain import LOC, SCALE

#: The text's abstract functions: F(z; theta), F^{-1}(u; theta), phi_{theta,tau}(z), G(z; theta).
F, Q, PHI, G = (Function(name) for name in ("F", "Q", "phi", "G"))
#: The cdf of a reduction's base, and the base's own velocity in its shape k.
BASE, RATE = Function("F_0"), Function("v_0")
#: The log-density, its derivative in a parameter, and v as an unknown function.
LOG_DENSITY, SCORE, VELOCITY = Function("ell"), Function("s"), Function("v")
#: The normaliser of a log-density, and the mean of its derivative in a parameter.
MASS, MEAN = Function("Z"), Function("M")
#: The value of F, where a pivot is written as a function of it.
LEVEL = Symbol("F", positive=True)
#: The parameter's target value in phi_{theta,tau}.
TAU = Symbol("tau", real=True)

NAMES = {LOC: r"\mathrm{loc}", SCALE: r"\mathrm{scale}", Symbol("lam", real=True): r"\lambda"}
HEADS = {"F": "F", "Q": "F^{-1}", "G": "G", "F_0": "F_0", "v_0": "v_0"}
#: Coefficients of an expansion: the first argument is the index.
SERIES = ("A", "B", "C", "T", "b", "c", "d", "Y")
HEADS |= {"ell": r"\ell", "s": "s", "v": "v", "Z": "Z", "M": "M"}


def order_terms(expr: Any, order: Any, canonical: Any) -> list[Any]:
    """The terms of a sum: as given where it was left unevaluated, else SymPy's order.

    In SymPy's order a positive term comes first where there is one: 1 - c z, not -c z + 1.
    """
    if Add(*expr.args).args != expr.args:
        return list(expr.args)
    terms = list(canonical(expr, order=order))
    lead = next((t for t in terms if not t.could_extract_minus_sign()), terms[0])
    return [lead, *(t for t in terms if t is not lead)]


class NotationLatex(LatexPrinter):  # type: ignore[misc]
    """LaTeX with F(z; theta), F^{-1}(u; theta) and phi_{theta,tau}(z)."""

    def _as_ordered_terms(self, expr: Any, order: Any = None) -> Any:
        return order_terms(expr, order, super()._as_ordered_terms)

    def _print_Function(self, expr: Any, exp: str | None = None) -> str:
        name = expr.func.__name__
        arguments = [self._print(a) for a in expr.args]
        if name == "phi" and len(arguments) == 3:
            text = rf"\varphi_{{{arguments[1]},{arguments[2]}}}({arguments[0]})"
        elif name in SERIES and hasattr(expr, "name"):
            text = rf"{name}_{{{arguments[0]}}}"
            text += rf"({', '.join(arguments[1:])})" if arguments[1:] else ""
        elif name in HEADS and hasattr(expr, "name"):
            text = rf"{HEADS[name]}({'; '.join([arguments[0], ', '.join(arguments[1:])])})"
            text = text.replace("; )", ")")
        else:
            return str(super()._print_Function(expr, exp))
        return text if exp is None else f"{text}^{{{exp}}}"

    def _print_polygamma(self, expr: Any, exp: str | None = None) -> str:
        order, argument = expr.args
        head = r"\psi" if order == 0 else rf"\psi^{{({self._print(order)})}}"
        text = rf"{head}\left({self._print(argument)}\right)"
        return text if exp is None else rf"{text}^{{{exp}}}"

    def _print_loggamma(self, expr: Any, exp: str | None = None) -> str:
        text = rf"\log\Gamma\left({self._print(expr.args[0])}\right)"
        return text if exp is None else rf"\left({text}\right)^{{{exp}}}"

    def _print_RisingFactorial(self, expr: Any, exp: str | None = None) -> str:
        base, count = map(self._print, expr.args)
        text = rf"\left({base}\right)_{{{count}}}"
        return text if exp is None else rf"{text}^{{{exp}}}"

    def _print_Subs(self, subs: Any) -> str:
        inner, old, new = subs.args
        pairs = ", ".join(
            f"{self._print(o)}={self._print(n)}" for o, n in zip(old, new, strict=True)
        )
        return rf"\left. {self._print(inner)} \right|_{{{pairs}}}"


class NotationText(PrettyPrinter):  # type: ignore[misc]
    """Unicode text with the same notation; arguments of F, F⁻¹, φ and G stand on one line."""

    def _as_ordered_terms(self, expr: Any, order: Any = None) -> Any:
        return order_terms(expr, order, super()._as_ordered_terms)

    def _print_Function(self, expr: Any, *args: Any, **kwargs: Any) -> Any:
        if expr.func.__name__ in LINES and hasattr(expr, "name"):
            return prettyForm(on_one_line(expr))
        return super()._print_Function(expr, *args, **kwargs)


LINES = {"F": "F", "Q": "F⁻¹", "G": "G", "F_0": "F₀", "v_0": "v₀", "phi": "φ"}
LINES |= {"ell": "ℓ", "s": "s", "v": "v", "Z": "Z", "M": "M"}


def on_one_line(expr: Any) -> str:
    """An expression as a line of text; nested F, F⁻¹, φ and G keep their notation."""
    name = expr.func.__name__
    if name in LINES and hasattr(expr, "name"):
        first, *rest = [on_one_line(a) for a in expr.args]
        if name == "phi":
            return f"φ[{rest[0]}→{rest[1]}]({first})"
        return f"{LINES[name]}({first}{'; ' if rest else ''}{', '.join(rest)})"
    if expr.is_Add:
        ordered = order_terms(expr, None, lambda e, order: e.as_ordered_terms())
        head, *tail = (on_one_line(t) for t in ordered)
        return head + "".join(f" - {t[1:]}" if t.startswith("-") else f" + {t}" for t in tail)
    return pretty_symbol(name) if (name := str(expr)).isidentifier() else name


def to_latex(expression: Expr) -> str:
    """``expression`` as LaTeX in the field's notation."""
    return str(NotationLatex({"symbol_names": NAMES, "ln_notation": False}).doprint(expression))


def to_text(expression: Expr) -> str:
    """``expression`` as Unicode text in the field's notation."""
    return str(NotationText({"use_unicode": True, "wrap_line": False}).doprint(expression))
