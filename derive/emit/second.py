"""The text of one family's module of second order: plans in, Python source out."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import wrap

from sympy import Eq, Expr, Integer, oo

from derive import ir, primitives
from derive.assemble import Assembled, arguments
from derive.differentiate.differentiate import SUFFIX
from derive.emit.called import CONSTANTS, INTRINSICS, list_called, list_primitives, mentioned
from derive.emit.document import domain_lines
from derive.emit.environment import render
from derive.emit.layout import lay_out, typed
from derive.family import Family
from derive.functions import inverted_by
from derive.plan import Plan
from derive.printer import print_body
from derive.second import assemble_second, is_opaque

HESSIAN = """The second derivative of the map phi from theta to tau, at tau = theta.

An array of shape (..., k, k) whose last two axes are ({names}): entry i, j is
d^2 phi(z)/dtau_i dtau_j = dv_j/dtheta_i + v_i dv_j/dz with the velocity v, and symmetric.
"""
SLOPES = """dv/dz of the velocity v of every parameter, in one pass: Divergence({names}).

It satisfies d log p/dtheta + v d log p/dz + dv/dz = 0. At an end of the support it is nan.
"""
SETTLED = """
The velocities are integrals or sums: their slopes are those of polynomials through the kernel's
values at Chebyshev points, and nan where these do not tell them to 5e-11 of the size of their
terms or to the rounding of the velocities. Tens of calls of the kernel an element; no ``jit``.
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
    if is_opaque(plans):
        return render_opaque(family, digest, home, source)
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


def render_opaque(family: Family, digest: str, home: str, source: str) -> str:
    """The same of a family whose kernels are called, as they cannot be differentiated."""
    domains = [interval(*family.support, "")]
    domains += [interval(p.lower, p.upper, p.closed) for p in family.parameters]
    names = {p.name: k for k, p in enumerate(family.parameters)}
    drift = Integer(0) if family.drift is None else family.drift
    return render(
        "opaque.py.jinja",
        {
            "document": f"{family.title or family.name}: second derivatives of a realisation.",
            "source": source or f"derive/families/{family.name}.py",
            "variate": family.variate,
            "home": home or f"phidot.{family.name}",
            "digest": digest,
            "parameters": family.parameter_names,
            "differentiable": family.differentiable,
            "constants": ["inf"] if any("inf" in end for d in domains for end in d) else [],
            "domains": domains,
            "shapes": tuple(k for k, p in enumerate(family.parameters) if not p.integer),
            "located": family.located_scaled,
            "shifting": tuple((names[str(e.lhs)], float(e.rhs)) for e in drift.atoms(Eq)),
            "public_arguments": ", ".join(typed(a, "ArrayLike") for a in arguments(family)),
            "hessian_document": document(HESSIAN + SETTLED, family),
            "slopes_document": document(SLOPES + SETTLED, family),
        },
    )


def interval(low: Expr, high: Expr, closed: str) -> list[str]:
    """A domain as the arguments of ``Domain``; an end that depends on shapes is none."""
    ends = [low if low.is_number else -oo, high if high.is_number else oo]
    texts = [repr(float(e)) for e in ends]
    if not closed:
        return texts
    return [*texts, str(closed in ("lower", "both")), str(closed in ("upper", "both"))]


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
