"""Slopes: dv/dz of every parameter. Plans in, ir.Function out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sympy import Eq, Expr, nan

from derive import ir
from derive.differentiate.tape import ZERO
from derive.domain import SCALE
from derive.family import Family
from derive.plan import Plan
from derive.second.core import X, core, differentiable
from derive.second.writer import Writer


def assemble_slopes(family: Family, plans: Mapping[str, Plan]) -> ir.Function:
    """dv/dz of each parameter; nan at an end of the support and where v is a limit."""
    names, writer = differentiable(family), Writer(family)
    found = writer.call(core(family, plans, [X]).function) if names else []
    results = []
    for name, slope in zip(names, found[1::2], strict=True):
        inner = writer.at_ends(slope, (nan, nan))
        for point in limits(plans[name]):
            inner = writer.at(point, nan, inner)
        results.append(writer.guard(inner))
    if family.located_scaled:
        results.append(writer.guard(ZERO))
        inverse = writer.tape.operate("div", ir.Number(1.0), ir.Name(SCALE.name))
        results.append(writer.guard(inverse))
    return writer.finish("_slopes", results)


def limits(plan: Plan) -> Iterator[Expr]:
    """The values of the variable at which the form states v apart."""
    for equation in sorted(plan.form.atoms(Eq), key=str):
        if equation.lhs == plan.family.variable:
            yield equation.rhs
