"""Inverse: what a kernel evaluates to invert a quantile function. Family in, ir.Function out."""

from __future__ import annotations

from derive import ir
from derive.family import Family
from derive.flatten import flatten
from derive.functions import SUFFIX, T
from derive.lower import lower
from derive.plan.logit import curve


def curve_function(family: Family) -> ir.Function:
    """Q, dQ/dt and the logarithmic derivative of dQ/dt at t, for the shapes."""
    shapes = [p.symbol for p in family.parameters]
    names = {T: ir.Name("t")} | {s: ir.Name(str(s)) for s in shapes}
    parts = curve(family)
    nodes = [lower(e, names) for e in (parts.value, parts.slope, parts.bend)]
    body, results = flatten(nodes, "q")
    arguments = ("t", *map(str, shapes))
    name = f"{family.name}{SUFFIX}"
    return ir.Function(name, tuple(map(ir.Argument, arguments)), body, results)
