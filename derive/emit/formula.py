"""Formulas for people: v of the located and scaled member, as LaTeX."""

from __future__ import annotations

from derive.derivation import Derivation
from derive.derivation.notation import to_latex
from derive.domain import LOC, SCALE


def located_formula(derivation: Derivation) -> str:
    """v as LaTeX; a shape's formula is in x = (z - loc)/scale where the family has them."""
    if derivation.parameter == LOC.name and derivation.route == "location":
        return "1"
    if derivation.parameter == SCALE.name and derivation.route == "scale":
        return r"\frac{z - \mathrm{loc}}{\mathrm{scale}}"
    return to_latex(derivation.velocity)
