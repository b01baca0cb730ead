"""The text of one family's module: plans and derivations in, Python source out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from derive import ir, primitives
from derive.assemble import assemble_gradient, assemble_one
from derive.budget import Budget
from derive.derivation import Derivation
from derive.emit.document import document_module, document_velocity
from derive.emit.environment import render
from derive.emit.formula import located_formula
from derive.family import Family
from derive.plan import Plan
from derive.points import describe_tested
from derive.printer import print_body

#: What the printer writes without a Call node, and where it comes from.
INTRINSICS, CONSTANTS = ("floor", "fma", "maximum", "minimum"), ("inf", "nan", "sqrt")


def render_module(
    family: Family,
    derivations: Sequence[Derivation],
    plans: Mapping[str, Plan],
    budgets: Mapping[str, Budget],
    digest: str,
) -> str:
    """The source of ``generated/phidot/<family>.py``."""
    functions = {n: assemble_one(family, n, plans) for n in family.differentiable}
    gradient = assemble_gradient(family, plans)
    names = family.parameter_names
    bodies = [line for f in (*functions.values(), gradient) for line in print_body(f)]
    derivatives = [
        describe(d, functions[d.parameter], plans.get(d.parameter), budgets.get(d.parameter))
        for d in derivations
    ]
    return render(
        "family.py.jinja",
        {
            "document": document_module(family, derivations),
            "source": f"derive/families/{family.name}.py",
            "digest": digest,
            "name": family.name,
            "title": family.title,
            "parameters": names,
            "differentiable": family.differentiable,
            "shapes": [p.name for p in family.parameters],
            "exported": export(family),
            "primitives": list_primitives([*functions.values(), gradient]),
            "intrinsics": sorted([*mentioned(bodies, INTRINSICS), "wide"]),
            "constants": mentioned(bodies, CONSTANTS),
            "derivatives": derivatives,
            "gradient": {"lines": print_body(gradient)},
            "floats": ", ".join("float" for _ in family.differentiable),
            "outputs": ", ".join(f"dz_d{n}: Array" for n in family.differentiable),
            "stores": ", ".join(f"dz_d{n}[i]" for n in family.differentiable),
            "converted": convert(family),
            "typed_arguments": ", ".join(typed(a, "float") for a in gradient.arguments),
            "public_arguments": ", ".join(typed(a, "ArrayLike") for a in gradient.arguments),
            "scalars": ", ".join(f"{n}: float" for n in names),
            "arrays": ", ".join(f"{n}: Array" for n in names),
            "elements": ", ".join(f"{n}[i]" for n in names),
            "shape_arguments": ", ".join(f"{p.name}: float" for p in family.parameters),
        },
    )


def describe(
    derivation: Derivation, function: ir.Function, plan: Plan | None, budget: Budget | None
) -> dict[str, Any]:
    """What the template needs of one velocity; texts come as Python literals."""
    return {
        "function": {"name": function.name, "lines": print_body(function)},
        "parameter": derivation.parameter,
        "formula": repr(located_formula(derivation)),
        "domain": repr(describe_tested(derivation.family)),
        "worst": None if budget is None else budget.worst,
        "median": None if budget is None else budget.median,
        "regimes": repr(plan.regimes() if plan else ("exact for every law",)),
        "source": repr(f"{derivation.route} route; derive/families/{derivation.family.name}.py"),
        "document": document_velocity(derivation, budget),
    }


def export(family: Family) -> list[str]:
    names = [*(f"dz_d{n}" for n in family.differentiable), "gradient", "Gradient"]
    return sorted(names + (["at"] if family.parameters else []))


def convert(family: Family) -> str:
    """One line that makes every argument a float64, so that integers may be given."""
    names = ("z", *family.parameter_names)
    return f"{', '.join(names)} = {', '.join(f'float64({n})' for n in names)}"


def typed(argument: ir.Argument, kind: str) -> str:
    default = "" if argument.default is None else f" = {argument.default!r}"
    return f"{argument.name}: {kind}{default}"


def list_primitives(functions: Sequence[ir.Function]) -> list[str]:
    """The primitives that the functions call, sorted."""
    called = {c for f in functions for s in f.body for c in primitives.called(s)}
    called |= {c for f in functions for r in f.results for c in primitives.called(r)}
    return sorted(called & set(primitives.names()))


def mentioned(lines: Sequence[str], names: Sequence[str]) -> list[str]:
    """Those of ``names`` that stand in the text, as whole words."""
    words = {word for line in lines for word in re.findall(r"\w+", line)}
    return sorted(words & set(names))
