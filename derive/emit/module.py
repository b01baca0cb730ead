"""The text of one family's module: plans and derivations in, Python source out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from derive import ir, primitives, roots
from derive.assemble import (
    Assembled,
    arguments,
    assemble_gradient,
    assemble_gradient_beside,
    assemble_one,
)
from derive.budget import Budget
from derive.derivation import Derivation
from derive.emit.document import (
    document_interpolation,
    document_logarithmic,
    document_module,
    document_velocity,
)
from derive.emit.environment import render
from derive.emit.formula import located_formula
from derive.emit.interpolated import coordinate, list_costly
from derive.family import Family
from derive.functions import LATENT_RATES, inverted_by
from derive.inverse import curve_function
from derive.plan import Plan
from derive.points import describe_tested
from derive.printer import print_body, print_table
from derive.score import bessel
from derive.stage import ROOTS, Stages
from derive.variant import Variant, beside_complement, in_logarithm

#: What the printer writes without a Call node, and where it comes from.
INTRINSICS = ("floor", "fma", "maximum", "minimum", "stack")
CONSTANTS = ("inf", "nan", "sqrt")


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
    functions = {n: assemble_one(family, n, plans) for n in family.differentiable}
    gradient = assemble_gradient(family, plans)
    names = family.parameter_names
    lines = assemble_variants(plans, in_logarithm, "_dlogz")
    beside = assemble_variants(plans, beside_complement, "_beside")
    together = gradient_beside(family, plans)
    kernels = (*functions.values(), gradient, together, *lines.values(), *beside.values())
    assembled = [k for k in kernels if k is not None]
    scalar = [a.function for a in assembled]
    shared = next((a.constants for a in assembled if a.constants), None)
    scalar += [shared] if shared else []
    quadratures = list_quadratures(scalar)
    scalar = [*quadratures, *scalar]
    every = [
        *scalar,
        *(f for a in assembled if a.stages for f in (a.stages.prepare, a.stages.finish)),
    ]
    inverses = list_inverses(assembled)
    every += inverses
    bodies = [line for f in every for line in print_body(f)]
    interpolated = list_costly(derivations, plans)
    derivatives = [
        describe(
            d,
            functions[d.parameter],
            plans.get(d.parameter),
            budgets.get(d.parameter),
            d.parameter in beside,
            source,
        )
        for d in derivations
    ]
    return render(
        "family.py.jinja",
        {
            "document": document_module(family, derivations, source),
            "source": source,
            "digest": digest,
            "name": family.name,
            "title": family.title,
            "variate": family.variate,
            "parameters": names,
            "differentiable": family.differentiable,
            "shapes": [p.name for p in family.parameters],
            "exported": export(family, lines),
            "primitives": list_primitives([*scalar, *inverses]),
            "constants_of_shapes": None if shared is None else lay_out_constants(shared),
            "quadratures": [
                {"name": f.name, "lines": print_body(f), "document": f.document}
                for f in quadratures
            ],
            "tables": [line for t in list_tables(scalar) for line in print_table(t)],
            "roots": list_roots(assembled),
            "fused": sorted({r for a in assembled if a.stages and (r := fuse(a.stages))}),
            "inverses": [lay_out_inverse(f) for f in inverses],
            "latent": list_latent(scalar),
            "intrinsics": sorted([*mentioned(bodies, INTRINSICS), "wide"]),
            "constants": sorted(
                {*mentioned(bodies, CONSTANTS), *(("inf", "nan") if inverses else ())}
            ),
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
            "gradient_beside": together
            and lay_out(together, [f"dz_d{n}" for n in family.differentiable]),
            "public_arguments": ", ".join(typed(a, "ArrayLike") for a in arguments(family)),
            "interpolated": interpolated,
            "interpolation": document_interpolation(interpolated),
            "coordinate": coordinate(family),
            "drifting": family.drift is not None,
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


def gradient_beside(family: Family, plans: Mapping[str, Plan]) -> Assembled | None:
    """All velocities with the complement given, where every shape has that variant."""
    found = {name: beside_complement(plan) for name, plan in plans.items()}
    variants = {name: v for name, v in found.items() if v is not None}
    if not variants or len(variants) < len(found):
        return None
    beside = next(iter(variants.values())).family
    return assemble_gradient_beside(family, beside, {n: v.plan for n, v in variants.items()})


def describe(
    derivation: Derivation,
    assembled: Assembled,
    plan: Plan | None,
    budget: Budget | None,
    beside: bool,
    source: str,
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
        "source": repr(f"{derivation.route} route; {source}"),
        "document": document_velocity(derivation, budget, beside, source),
    }


def lay_out(assembled: Assembled, outputs: Sequence[str]) -> dict[str, Any]:
    """What the template needs to write the loops of one kernel, in stages where it has them."""
    function, stages = assembled.function, assembled.stages
    given = [r for a in function.arguments if (r := a.name) in constant_names(assembled)]
    names = [a.name for a in function.arguments if a.name not in given]
    typed_names = [typed(a, "float") for a in function.arguments if a.name not in given]
    laid = {
        "name": function.name,
        "lines": print_body(function),
        "outputs": outputs,
        "stages": [],
        "fused": None,
        "first": names[0],
        "parameters": names[1:],
        "typed": ", ".join(typed_names),
        "constants": given,
        "shapes": [a.name for a in assembled.constants.arguments] if assembled.constants else [],
        "converted": f"{', '.join(names)} = {', '.join(f'float64({n})' for n in names)}",
    }
    if stages is None:
        return laid
    inputs = [f"u{i}" for i, _ in enumerate(stages.prepare.results)]
    given = [a.name for a in stages.finish.arguments[len(function.arguments) :]]
    constant = [u for u, varies in zip(inputs, stages.varying, strict=True) if not varies]
    return laid | {
        "fused": fuse(stages),
        "stages": [
            stage(stages.prepare, [], inputs, constant),
            stage(stages.finish, given, outputs, []),
        ],
        "calls": [name_root(call.function) for call in stages.calls],
        "varying": stages.varying,
        "shared": stages.shared,
    }


def fuse(stages: Stages) -> str | None:
    """The root whose table the loop with fixed parameters reads; None if it needs more than one."""
    if len(stages.calls) > 1 or stages.calls[0].function not in ROOTS:
        return None
    root = ROOTS[stages.calls[0].function]
    axis = roots.axis(root)
    if axis is None:
        return None
    parameters = len(axis.border.arguments) - 1
    variates = len(stages.varying) - parameters
    fits = stages.varying == (True,) * variates + (False,) * parameters
    return root if fits else None


def constant_names(assembled: Assembled) -> list[str]:
    """The arguments that the function of the shapes gives."""
    if assembled.constants is None:
        return []
    count = len(assembled.constants.results)
    return [a.name for a in assembled.function.arguments[-count:]]


def list_quadratures(functions: Sequence[ir.Function]) -> list[ir.Function]:
    """The functions that are quadratures of their own, which the module carries itself."""
    called = {c for f in functions for s in f.body for c in primitives.called(s)}
    return [bessel.kernel(name) for name in bessel.AVERAGED if name in called]


def lay_out_constants(function: ir.Function) -> dict[str, Any]:
    return {
        "name": function.name,
        "arguments": [a.name for a in function.arguments],
        "lines": print_body(function),
        "count": len(function.results),
    }


def list_tables(functions: Sequence[ir.Function]) -> list[ir.Table]:
    """The tables over which the functions fold, by name."""
    folds = [s for f in functions for s in walk(f.body) if isinstance(s, ir.Fold)]
    return sorted({f.table for f in folds}, key=lambda t: t.name)


def walk(body: Sequence[ir.Statement]) -> Iterator[ir.Statement]:
    """The statements, those inside a repetition too."""
    for statement in body:
        yield statement
        if isinstance(statement, ir.Iterate):
            yield from walk(statement.body)


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


def name_root(function: str) -> str:
    """The object beside a staged function that evaluates it over arrays."""
    return function.replace("_rate", "_root") if function in ROOTS else f"{function}_root"


def list_calls(assembled: Sequence[Assembled]) -> list[str]:
    """The staged functions that the kernels call, sorted."""
    return sorted({call.function for a in assembled if a.stages for call in a.stages.calls})


def list_roots(assembled: Sequence[Assembled]) -> list[str]:
    """The rates among them."""
    return [name for name in list_calls(assembled) if name in ROOTS]


def list_inverses(assembled: Sequence[Assembled]) -> list[ir.Function]:
    """The curves of the quantile functions that the kernels invert."""
    families = map(inverted_by, list_calls(assembled))
    return [curve_function(family) for family in families if family is not None]


def lay_out_inverse(function: ir.Function) -> dict[str, Any]:
    """What the template needs to write the inversion of one quantile function."""
    family = inverted_by(function.name)
    assert family is not None
    return {
        "name": function.name,
        "lines": print_body(function),
        "shapes": [a.name for a in function.arguments[1:]],
        "document": f"log(F(z)/(1 - F(z))) of the law {family.name}, by inversion.",
    }


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
