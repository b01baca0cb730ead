"""The module of mixtures of n members of a family: its tails and plans in, Python source out."""

from __future__ import annotations

from collections.abc import Sequence

from sympy import Expr

from derive import ir
from derive.assemble import (
    NAN,
    all_of,
    arguments,
    conditions,
    inside_support,
    name_symbols,
    velocity,
)
from derive.combine.pieces import velocity as stable_velocity
from derive.combine.tails import Tails, find_tails
from derive.domain import SCALE
from derive.emit.called import CONSTANTS, INTRINSICS, list_primitives, mentioned
from derive.emit.environment import render
from derive.emit.layout import typed
from derive.family import Family, SpecError
from derive.flatten import flatten
from derive.lower import lower, operate, select
from derive.plan import Plan
from derive.printer import print_body

DOCUMENT = """Mixtures of n members of {name}: derivatives of a realisation z with respect to
the weights and to every member's parameters, the random numbers held fixed.
"""
MINUS_INFINITY, ZERO = ir.Number(float("-inf")), ir.Number(0.0)


def render_mixture(family: Family, digest: str) -> str:
    """The source; SpecError where the family's cdf has no kernel, or it has an integer shape."""
    if any(p.integer for p in family.parameters) or family.periodic:
        raise SpecError(f"family {family.name}: its shapes or its circle keep it from mixtures")
    function = member(family, find_tails(family, "a mixture"))
    lines = print_body(function)
    given = arguments(family)
    public = ", ".join(typed(a, "ArrayLike") for a in given[1:])
    names = [a.name for a in given]
    parameters = family.parameter_names
    exported = sorted([*(f"dz_d{p}" for p in ("weights", *parameters)), "gradient", "Gradient"])
    return render(
        "mixture.py.jinja",
        {
            "document": DOCUMENT.format(name=family.name),
            "digest": digest,
            "name": f"mixture_{family.name}",
            "constants": mentioned(lines, CONSTANTS) or ["nan"],
            "intrinsics": sorted([*mentioned(lines, INTRINSICS), "wide"]),
            "primitives": list_primitives([function]),
            "exported": exported,
            "parameters": parameters,
            "typed": ", ".join(typed(a, "float") for a in given),
            "converted": f"{', '.join(names)} = {', '.join(f'float64({n})' for n in names)}",
            "lines": lines,
            "row": ", ".join(f"rows[k, {c}]" for c, _ in enumerate(function.results)),
            "width": len(function.results),
            "public": public,
        },
    )


def member(family: Family, tail: Tails) -> ir.Function:
    """One member's row: log p, both tails in two ways, the side, and its velocities."""
    names, scale = name_symbols(family), ir.Name(SCALE.name)
    x, ends = names[family.variable], [lower(end, names) for end in family.support]
    low, high = operate("le", ends[0], x), operate("le", x, ends[1])
    legal = all_of(conditions(family)[: -len(inside_support(family, names))])
    inside = operate("and", low, high)

    def row(formula: Expr, below: ir.Node, above: ir.Node) -> ir.Node:
        """A formula inside the support, and what it is on either side; nan where not legal."""
        there = select(low, select(high, lower(formula, names), above), below)
        return select(legal, there, NAN)

    density = row(tail.log_density, MINUS_INFINITY, MINUS_INFINITY)
    side = select(lower(tail.is_lower, names), ir.Number(1.0), ZERO)
    nodes = [
        operate("sub", density, ir.Call("log", (scale,))),
        row(tail.log_lower, MINUS_INFINITY, ZERO),
        row(tail.log_upper, ZERO, MINUS_INFINITY),
        operate("mul", scale, row(tail.lower, ZERO, ZERO)),
        operate("mul", scale, row(tail.upper, ZERO, ZERO)),
        select(low, select(high, side, ZERO), ir.Number(1.0)),
        *velocities(family, inside),
    ]
    body, results = flatten(nodes)
    return ir.Function("_member", arguments(family), body, results)


def velocities(family: Family, inside: ir.Node) -> Sequence[ir.Node]:
    """The member's own velocities in z."""
    forms = {p.name: stable_velocity(family, p.name) for p in family.parameters}
    plans = {
        n: Plan(family, n, form, "as in the family", (None, None), 0.0) for n, form in forms.items()
    }
    return [select(inside, velocity(family, n, plans), ZERO) for n in family.differentiable]
