"""The text of one family's module: plans and derivations in, Python source out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from derive import ir, primitives
from derive.assemble import Assembled, assemble_gradient, assemble_one
from derive.budget import Budget
from derive.derivation import Derivation
from derive.emit.document import document_logarithmic, document_module, document_velocity
from derive.emit.environment import render
from derive.emit.formula import located_formula
from derive.family import Family
from derive.functions import LATENT_RATES
from derive.plan import Plan
from derive.points import describe_tested
from derive.printer import print_body
from derive.variant import Variant, beside_complement, in_logarithm

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
    lines = assemble_variants(plans, in_logarithm, "_dlogz")
    beside = assemble_variants(plans, beside_complement, "_beside")
    assembled = (*functions.values(), gradient, *lines.values(), *beside.values())
    scalar = [a.function for a in assembled]
    every = [
        *scalar,
        *(f for a in assembled if a.stages for f in (a.stages.prepare, a.stages.finish)),
    ]
    bodies = [line for f in every for line in print_body(f)]
    derivatives = [
        describe(
            d,
            functions[d.parameter],
            plans.get(d.parameter),
            budgets.get(d.parameter),
            d.parameter in beside,
        )
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
            "exported": export(family, lines),
            "primitives": list_primitives(scalar),
            "roots": list_roots(assembled),
            "latent": list_latent(scalar),
            "intrinsics": sorted([*mentioned(bodies, INTRINSICS), "wide"]),
            "constants": mentioned(bodies, CONSTANTS),
            "derivatives": derivatives,
            "logarithmic": [
                {
                    "parameter": n,
                    "kernel": lay_out(a, ["out"]),
                    "document": document_logarithmic(family, n),
                }
                for n, a in lines.items()
            ],
            "beside": {n: lay_out(a, ["out"]) for n, a in beside.items()},
            "gradient": lay_out(gradient, [f"dz_d{n}" for n in family.differentiable]),
            "public_arguments": ", ".join(
                typed(a, "ArrayLike") for a in gradient.function.arguments
            ),
            "shape_arguments": ", ".join(f"{p.name}: float" for p in family.parameters),
        },
    )


def assemble_variants(
    plans: Mapping[str, Plan], variant: Callable[[Plan], Variant | None], prefix: str
) -> dict[str, Assembled]:
    """One kind of variant of every velocity that has it."""
    found = {name: variant(plan) for name, plan in plans.items()}
    return {
        name: assemble_one(v.family, name, {name: v.plan}, prefix)
        for name, v in found.items()
        if v is not None
    }


def describe(
    derivation: Derivation,
    assembled: Assembled,
    plan: Plan | None,
    budget: Budget | None,
    beside: bool,
) -> dict[str, Any]:
    """What the template needs of one velocity; texts come as Python literals."""
    return {
        "kernel": lay_out(assembled, ["out"]),
        "parameter": derivation.parameter,
        "formula": repr(located_formula(derivation)),
        "domain": repr(describe_tested(derivation.family)),
        "worst": None if budget is None else budget.worst,
        "median": None if budget is None else budget.median,
        "regimes": repr(plan.regimes() if plan else ("exact for every law",)),
        "source": repr(f"{derivation.route} route; derive/families/{derivation.family.name}.py"),
        "document": document_velocity(derivation, budget, beside),
    }


def lay_out(assembled: Assembled, outputs: Sequence[str]) -> dict[str, Any]:
    """What the template needs to write the loops of one kernel, in stages where it has them."""
    function, stages = assembled.function, assembled.stages
    names = [a.name for a in function.arguments]
    laid = {
        "name": function.name,
        "lines": print_body(function),
        "outputs": outputs,
        "stages": [],
        "parameters": names[1:],
        "typed": ", ".join(typed(a, "float") for a in function.arguments),
        "converted": f"{', '.join(names)} = {', '.join(f'float64({n})' for n in names)}",
    }
    if stages is None:
        return laid
    inputs = [f"u{i}" for i, _ in enumerate(stages.prepare.results)]
    given = [a.name for a in stages.finish.arguments[len(function.arguments) :]]
    constant = [u for u, varies in zip(inputs, stages.varying, strict=True) if not varies]
    return laid | {
        "stages": [
            stage(stages.prepare, [], inputs, constant),
            stage(stages.finish, given, outputs, []),
        ],
        "calls": [call.function for call in stages.calls],
        "varying": stages.varying,
        "shared": stages.shared,
    }


def stage(
    function: ir.Function, given: Sequence[str], outputs: Sequence[str], constant: Sequence[str]
) -> dict[str, Any]:
    """One loop: what it reads beside the arguments, what it writes, and what does not vary."""
    return {
        "name": function.name,
        "lines": print_body(function),
        "given": given,
        "outputs": outputs,
        "constant": constant,
    }


def list_roots(assembled: Sequence[Assembled]) -> list[str]:
    """The rates that the functions call, sorted."""
    return sorted({call.function for a in assembled if a.stages for call in a.stages.calls})


def export(family: Family, logarithmic: Iterable[str]) -> list[str]:
    names = [*(f"dz_d{n}" for n in family.differentiable), "gradient", "Gradient"]
    names += [f"dlogz_d{n}" for n in logarithmic]
    return sorted(names + (["at"] if family.parameters else []))


def typed(argument: ir.Argument, kind: str) -> str:
    default = "" if argument.default is None else f" = {argument.default!r}"
    return f"{argument.name}: {kind}{default}"


def list_primitives(functions: Sequence[ir.Function]) -> list[str]:
    """The primitives that the functions call, sorted."""
    return sorted(list_called(functions) & set(primitives.names()))


def list_latent(functions: Sequence[ir.Function]) -> list[tuple[str, str]]:
    """The means over latent variates that the functions call, each after its family, sorted."""
    called = list_called(functions)
    return sorted(
        (family, cls.__name__)
        for (family, _), cls in LATENT_RATES.items()
        if cls.__name__ in called
    )


def list_called(functions: Sequence[ir.Function]) -> set[str]:
    """All that the functions call by name."""
    called = {c for f in functions for s in f.body for c in primitives.called(s)}
    return called | {c for f in functions for r in f.results for c in primitives.called(r)}


def mentioned(lines: Sequence[str], names: Sequence[str]) -> list[str]:
    """Those of ``names`` that stand in the text, as whole words."""
    words = {word for line in lines for word in re.findall(r"\w+", line)}
    return sorted(words & set(names))
