"""docs/table.md: every family's velocity for every parameter, on one page."""

from __future__ import annotations

from collections.abc import Sequence

from sympy import latex

from derive.derivation import Derivation
from derive.derivation.notation import to_latex
from derive.emit.environment import render
from derive.family import Family

WRITTEN_ONCE = ("location", "scale")


def table_row(family: Family, derivations: Sequence[Derivation]) -> str:
    """The rows of one family; a bar inside mathematics would end a table's cell."""
    shapes = [d for d in derivations if d.route not in WRITTEN_ONCE]
    low, high = (to_latex(e) for e in family.support)
    head = f"| [{family.name}](../generated/latex/{family.name}.tex) | ${low} \\le z \\le {high}$ |"
    cells = [
        f"{head} ${latex(find(family, d.parameter))}$ | ${to_latex(d.velocity)}$ | {d.route} |"
        for d in shapes
    ]
    return "\n".join(cells or [f"{head} | | loc and scale only | |"]).replace(r"\|", r"\Vert")


def find(family: Family, name: str) -> object:
    return next(p.symbol for p in family.parameters if p.name == name)


def render_table(rows: Sequence[str]) -> str:
    """The text of ``docs/table.md``."""
    return render("table.md.jinja", {"rows": rows})
