"""The text of one family's module: plans and derivations in, Python source out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from derive.assemble import arguments
from derive.budget import Budget
from derive.derivation import Derivation
from derive.emit.called import (
    CONSTANTS,
    INTRINSICS,
    list_latent,
    list_primitives,
    list_tables,
    mentioned,
)
from derive.emit.document import (
    document_interpolation,
    document_logarithmic,
    document_module,
    document_velocity,
)
from derive.emit.environment import render
from derive.emit.formula import located_formula
from derive.emit.interpolated import coordinate, list_costly
from derive.emit.kernels import Kernels, assemble_all
from derive.emit.layout import (
    lay_out,
    lay_out_constants,
    lay_out_inverse,
    lay_out_quadrature,
    typed,
)
from derive.emit.staged import list_fused, list_roots
from derive.family import Family
from derive.plan import Plan
from derive.points import describe_tested
from derive.printer import print_table


def render_module(
    family: Family,
    derivations: Sequence[Derivation],
    plans: Mapping[str, Plan],
    budgets: Mapping[str, Budget],
    digest: str,
    source: str = "",
) -> str:
    """The source of ``generated/phidot/<family>.py``; ``source`` is where the spec stands."""
    source = source or f"derive/families/{family.name}.py"
    kernels = assemble_all(family, plans)
    head = {
        "document": document_module(family, derivations, source),
        "source": source,
        "digest": digest,
    }
    derivatives = [
        describe(d, kernels, plans.get(d.parameter), budgets.get(d.parameter), source)
        for d in derivations
    ]
    return render(
        "family.py.jinja",
        head
        | describe_family(family, kernels.logarithmic)
        | lay_out_called(kernels)
        | {"derivatives": derivatives}
        | lay_out_together(family, kernels)
        | describe_interpolation(family, list_costly(derivations, plans)),
    )


def describe_family(family: Family, logarithmic: Iterable[str]) -> dict[str, Any]:
    """What the family is called, its arguments, and what the module exports."""
    return {
        "name": family.name,
        "title": family.title,
        "variate": family.variate,
        "parameters": family.parameter_names,
        "differentiable": family.differentiable,
        "shapes": [p.name for p in family.parameters],
        "exported": export(family, logarithmic),
        "public_arguments": ", ".join(typed(a, "ArrayLike") for a in arguments(family)),
        "shape_arguments": ", ".join(f"{p.name}: float" for p in family.parameters),
    }


def export(family: Family, logarithmic: Iterable[str]) -> list[str]:
    """The public names."""
    names = [*(f"dz_d{n}" for n in family.differentiable), "gradient", "Gradient"]
    names += [f"dlogz_d{n}" for n in logarithmic]
    return sorted(names + (["at"] if family.parameters else []))


def lay_out_called(kernels: Kernels) -> dict[str, Any]:
    """What the module imports and carries for its kernels."""
    scalar, inverses = [*kernels.quadratures, *kernels.scalar], kernels.inverses
    shared, lines = kernels.constants, kernels.lines()
    infinities = ("inf", "nan") if inverses else ()
    return {
        "primitives": list_primitives([*scalar, *inverses]),
        "constants_of_shapes": None if shared is None else lay_out_constants(shared),
        "quadratures": [lay_out_quadrature(f) for f in kernels.quadratures],
        "tables": [line for t in list_tables(scalar) for line in print_table(t)],
        "roots": list_roots(kernels.all),
        "fused": list_fused(kernels.all),
        "inverses": [lay_out_inverse(f) for f in inverses],
        "latent": list_latent(scalar),
        "intrinsics": sorted([*mentioned(lines, INTRINSICS), "wide"]),
        "constants": sorted({*mentioned(lines, CONSTANTS), *infinities}),
    }


def lay_out_together(family: Family, kernels: Kernels) -> dict[str, Any]:
    """The gradients and the variants; the velocities themselves are described one by one."""
    outputs = [f"dz_d{n}" for n in family.differentiable]
    beside = kernels.gradient_beside
    return {
        "logarithmic": [
            {
                "parameter": n,
                "kernel": lay_out(a, ["out"]),
                "document": document_logarithmic(family, n),
            }
            for n, a in kernels.logarithmic.items()
        ],
        "beside": {n: lay_out(a, ["out"]) for n, a in kernels.beside.items()},
        "gradient": lay_out(kernels.gradient, outputs),
        "gradient_beside": beside and lay_out(beside, outputs),
    }


def describe(
    derivation: Derivation, kernels: Kernels, plan: Plan | None, budget: Budget | None, source: str
) -> dict[str, Any]:
    """What the template needs of one velocity; texts come as Python literals."""
    parameter = derivation.parameter
    return {
        "kernel": lay_out(kernels.velocities[parameter], ["out"]),
        "parameter": parameter,
        "formula": repr(located_formula(derivation)),
        "domain": repr(describe_tested(derivation.family)),
        "worst": None if budget is None else budget.worst,
        "median": None if budget is None else budget.median,
        "regimes": repr(plan.regimes() if plan else ("exact for every law",)),
        "source": repr(f"{derivation.route} route; {source}"),
        "document": document_velocity(derivation, budget, parameter in kernels.beside, source),
    }


def describe_interpolation(family: Family, interpolated: list[str]) -> dict[str, Any]:
    """Which velocities ``at`` interpolates, and along what."""
    return {
        "interpolated": interpolated,
        "interpolation": document_interpolation(interpolated),
        "coordinate": coordinate(family),
        "drifting": family.drift is not None,
    }
