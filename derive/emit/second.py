"""The text of one family's module of second order: plans in, Python source out."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import wrap

from derive import ir, primitives
from derive.assemble import Assembled
from derive.differentiate.differentiate import SUFFIX
from derive.emit.document import domain_lines
from derive.emit.environment import render
from derive.emit.module import (
    CONSTANTS,
    INTRINSICS,
    lay_out,
    list_called,
    list_primitives,
    mentioned,
    typed,
)  # fmt: skip
from derive.family import Family
from derive.functions import inverted_by
from derive.plan import Plan
from derive.printer import print_body
from derive.second import assemble_second

HESSIAN = """The second derivative of the map phi from theta to tau, at tau = theta.

An array of shape (..., k, k) whose last two axes are ({names}): entry i, j is
d^2 phi(z)/dtau_i dtau_j = dv_j/dtheta_i + v_i dv_j/dz with the velocity v, and symmetric.
"""
SLOPES = """dv/dz of the velocity v of every parameter, in one pass: Divergence({names}).

It satisfies d log p/dtheta + v d log p/dz + dv/dz = 0. At an end of the support it is nan.
"""
OUTSIDE = (
    "Outside the support or a parameter's domain everything is nan; at a finite end of the "
    "support the Hessian is that of the end itself where the velocities have a limit, else nan."
)


def render_second(
    family: Family, plans: Mapping[str, Plan], digest: str, home: str = "", source: str = ""
) -> str:
    """The source of ``generated/phidot/_second/<family>.py``.

    ``home`` is the module of the family itself, ``source`` where its spec stands.
    """
    second = assemble_second(family, plans)
    functions = [second.hessian, second.slopes]
    lines = [line for f in functions for line in print_body(f)]
    outputs = [f"e{i}" for i, _ in enumerate(second.hessian.results)]
    return render(
        "second.py.jinja",
        {
            "document": f"{family.title or family.name}: second derivatives of a realisation.",
            "source": source or f"derive/families/{family.name}.py",
            "variate": family.variate,
            "home": home or f"phidot.{family.name}",
            "digest": digest,
            "parameters": family.parameter_names,
            "differentiable": family.differentiable,
            "roots": list_roots(functions),
            "inverses": list_inverses(functions),
            "intrinsics": sorted({*mentioned(lines, INTRINSICS), "wide"}),
            "constants": mentioned(lines, CONSTANTS),
            "primitives": list_primitives(functions),
            "slopes": lay_out(
                Assembled(second.slopes, None), [f"dv_dz_{n}" for n in family.differentiable]
            ),
            "hessian": lay_out(Assembled(second.hessian, None), outputs),
            "matrix": [[outputs[i] for i in row] for row in second.layout],
            "layout": second.layout,
            "public_arguments": ", ".join(typed(a, "ArrayLike") for a in second.hessian.arguments),
            "hessian_document": document(HESSIAN, family),
            "slopes_document": document(SLOPES, family),
        },
    )


def list_roots(functions: list[ir.Function]) -> list[str]:
    """The rates whose slopes are called, sorted."""
    names = list_called(functions) - set(primitives.names())
    return sorted(n.removesuffix(SUFFIX) for n in names if n.endswith(SUFFIX))


def list_inverses(functions: list[ir.Function]) -> list[str]:
    """The inverses of quantile functions that are called, which the family's module has."""
    return sorted(n for n in list_called(functions) if inverted_by(n) is not None)


def document(text: str, family: Family) -> str:
    names = ", ".join(family.differentiable)
    lines = [
        *text.format(names=names).splitlines(),
        "",
        *domain_lines(family),
        "",
        *wrap(OUTSIDE, 92),
    ]
    return "\n".join(f"    {line}".rstrip() for line in lines).strip() + "\n    "
