"""The text of one family's module of its law's own functions: forms in, Python source out."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import Any

from derive import ir
from derive.assemble import Assembled
from derive.emit.called import (
    CONSTANTS,
    INTRINSICS,
    list_called,
    list_carried,
    list_primitives,
    mentioned,
)
from derive.emit.digest import digest as hash_of
from derive.emit.environment import render
from derive.emit.layout import constant_names, describe_matched, describe_plain, lay_out, typed
from derive.family import Family
from derive.law import BOUND, Law, assemble_law
from derive.law.integrated import assemble_integrated
from derive.law.iterated import assemble_quantiles, assemble_steps, list_iterated, place
from derive.law.kernel import level_name
from derive.printer import print_body
from derive.transport.matched import Matched, assemble_matched, is_matched

#: What each function is, by the beginning of its name.
DOCUMENTS = {
    "logpdf": "log p(z), the logarithm of the density; -inf outside the support.",
    "score": "d log p(z)/dtheta of every parameter in one pass: Score({names}).",
    "cdf": "F(z), the probability below z: 0 below the support and 1 above it.",
    "sf": "1 - F(z), the probability above z, which keeps its digits where it is small.",
    "logcdf": "log F(z), which keeps its digits where F rounds to 1 and where it underflows.",
    "logsf": "log(1 - F(z)), which keeps its digits where 1 - F rounds to 1 and underflows.",
    "ppf": "The z with F(z) = {u}; the ends of the support at 0 and 1, nan outside [0, 1].",
    "isf": "The z with 1 - F(z) = {u}, small {u} included; nan outside [0, 1].",
    "dcdf": "dF(z)/d({parameter}) = -p v with the velocity v; 0 outside the support.",
    "dppf": "dz/d({parameter}) at a fixed level {u} = F(z); of a shape nan at 0 and 1.",
}
OUTSIDE = (
    "nan outside a parameter's domain.",
    "nan outside the support and a parameter's domain.",
)
#: How the functions were tested, and of tails that are integrated.
TESTED = (
    "at most {bound} eps * max(1, condition number) in a model of float64, down to tails of 1e-300"
)
RESOLVED = "integrals whose last coefficients say that they are resolved; nan elsewhere"
LEVELED = ("ppf", "isf", "dppf")


def render_law(
    family: Family, law: Law, module: str, called: str, home: str = "", source: str = ""
) -> str:
    """The source of ``generated/phidot/_law/<family>.py``.

    ``module`` is the text of the family's own module, whose velocities are called, ``called`` the
    digest of what both call; ``home`` is the module's name, ``source`` where its spec stands.
    """
    matched = assemble_matched(family) if is_matched(family) else None
    iterated = matched is None and bool(list_iterated(law))
    steps = assemble_steps(family) if iterated else ()
    functions = list(assemble_integrated(family) if matched else assemble_law(law))
    functions += assemble_quantiles(law) if iterated else ()
    parts = [*functions, *(matched.functions if matched else steps)]
    lines = [line for f in parts for line in print_body(f)]
    velocities = sorted(n for n in list_called(functions) if n.startswith("_dz_d"))
    here = {f.name.removeprefix("_") for f in functions}
    return render(
        "law.py.jinja",
        {
            "variate": family.variate,
            "document": f"{family.title or family.name}: density, tails and quantiles",
            "source": source or f"derive/families/{family.name}.py",
            "home": home or f"phidot.{family.name}",
            "digest": hash_of([called.encode(), module.encode()]),
            "differentiable": family.differentiable,
            "called_there": [*list_carried(parts), *velocities],
            "matched": describe_matched(family, matched),
            "steps": describe_steps(family, steps),
            "primitives": list_primitives(parts),
            "intrinsics": sorted({*mentioned(lines, INTRINSICS), "wide"}),
            "constants": sorted(
                {*mentioned(lines, CONSTANTS), *(("inf",) if parts[len(functions) :] else ())}
            ),
            "missing": {k: v for k, v in sorted(reasons(law).items()) if k not in here},
            "tested": TESTED.format(bound=BOUND) if matched is None else RESOLVED,
            "functions": [describe(family, f, matched) for f in functions],
        },
    )


def describe_steps(family: Family, steps: Sequence[ir.Function]) -> dict[str, Any] | None:
    """What the template needs to iterate quantiles: the functions, the shapes, and from where."""
    found = place(family)
    if not steps or found is None:
        return None
    return {
        "functions": list(map(describe_plain, steps)),
        "shapes": [p.name for p in family.parameters],
        "start": repr(float(found[1])),
        "ends": [repr(float(end)) for end in family.support],
    }


def reasons(law: Law) -> dict[str, str]:
    """Why a function is missing, by its public name."""
    found = {k: v for k, v in law.missing.items() if k != "pdf"}
    if "pdf" in law.missing:
        found |= {f"dcdf_d{n}": law.missing["pdf"] for n in law.family.differentiable}
    if "ppf" in law.missing:
        found |= {f"dppf_d{n}": law.missing["ppf"] for n in law.family.differentiable}
    return found


def describe(family: Family, function: ir.Function, matched: Matched | None) -> dict[str, Any]:
    """What the template needs of one function."""
    assembled = Assembled(function, None, None if matched is None else matched.masses)
    known = constant_names(assembled)
    arguments = [a for a in function.arguments if a.name not in known]
    name = function.name.removeprefix("_")
    kind, _, parameter = name.partition("_d")
    outputs = [f"score_{n}" for n in family.differentiable] if kind == "score" else ["out"]
    return {
        "name": name,
        "together": kind == "score",
        "leveled": kind in LEVELED,
        "parameter": parameter,
        "kernel": lay_out(assembled, outputs),
        "arguments": [a.name for a in arguments],
        "public": ", ".join(typed(a, "ArrayLike") for a in arguments),
        "document": document(family, kind, parameter),
    }


def document(family: Family, kind: str, parameter: str) -> str:
    text = DOCUMENTS[kind].format(
        names=", ".join(family.differentiable), parameter=parameter, u=level_name(family)
    )
    return "\n    ".join(wrap(f"{text} {OUTSIDE[kind == 'score']}", 92))
