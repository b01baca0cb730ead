"""The logit of F(z) of a law that is known by its quantile function alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sympy import Expr, Function, Symbol
from sympy.core.symbol import Str

if TYPE_CHECKING:
    from derive.family import Family

#: Families that are in no catalogue, by name: users' own, whose kernels call their own inverse.
KNOWN: dict[str, Family] = {}
SUFFIX = "_logit"


class logit_at(Function):  # type: ignore[misc]
    """The t at which Q(1/(1 + e^-t)) = z, for a family's name, z and the family's shapes."""

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        _, *arguments = self.args
        text = rf"\operatorname{{logit}}\left(F({', '.join(map(printer._print, arguments))})\right)"
        return text if exp is None else f"{text}^{{{exp}}}"

    def _eval_is_real(self) -> bool:
        return True


def logit_of(family: Family) -> Expr:
    """The logit of the family's F at its own variable and shapes."""
    KNOWN[family.name] = family
    shapes: list[Symbol] = [p.symbol for p in family.parameters]
    return logit_at(Str(family.name), family.variable, *shapes)


def inverted_by(function: str) -> Family | None:
    """The family whose inverse a kernel calls by this name; None for any other name."""
    from derive.catalogue import load, names

    name = function.removesuffix(SUFFIX)
    if name == function:
        return None
    if name in KNOWN:
        return KNOWN[name]
    return load(name) if name in names() else None
