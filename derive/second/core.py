"""Core: every shape's velocity of the standard member, with its slopes. Plans in, ir out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sympy import Symbol

from derive import ir
from derive.differentiate import differentiate
from derive.differentiate.differentiate import Forward
from derive.differentiate.tape import ZERO, prune
from derive.family import Family
from derive.flatten import flatten
from derive.functions import SUFFIX, T
from derive.lower import lower
from derive.plan import Plan
from derive.plan.logit import curve, movement
from derive.second.opaque import is_inverted

#: The standard member's variable, and the logit of its F; no parameter's name.
X, LEVEL = "x_standard", "t_level"


@dataclass(frozen=True)
class Core:
    """``function`` of X and the shapes gives a row a velocity: itself, then its slopes ``along``.

    Where ``at_rest``, the slopes in shapes are at a fixed F, not a fixed x.
    """

    function: ir.Function
    at_rest: bool


def differentiable(family: Family) -> list[str]:
    """The shapes that have a velocity."""
    return [p.name for p in family.parameters if not p.integer]


def symbols(family: Family) -> dict[Symbol, ir.Node]:
    return {p.symbol: ir.Name(p.name) for p in family.parameters}


def given(first: str, family: Family) -> tuple[ir.Argument, ...]:
    return (ir.Argument(first), *(ir.Argument(p.name) for p in family.parameters))


def core(family: Family, plans: Mapping[str, Plan], along: Sequence[str]) -> Core:
    """The velocities and their slopes along X and shapes."""
    if any(map(is_inverted, plans.values())):
        return Core(by_quantile(family, along), True)
    names = symbols(family) | {family.variable: ir.Name(X)}
    body, results = flatten([lower(plans[n].form, names) for n in differentiable(family)])
    function = ir.Function("core", given(X, family), body, results)
    return Core(differentiate(function, along), False)


def by_quantile(family: Family, along: Sequence[str]) -> ir.Function:
    """The same from dQ/dtheta at the t that belongs to x."""
    names = symbols(family) | {T: ir.Name(LEVEL)}
    shapes = differentiable(family)
    by_name = {p.name: p.symbol for p in family.parameters}
    forms = [movement(family, by_name[n]) for n in shapes]
    body, results = flatten([lower(f, names) for f in (*forms, curve(family).slope)])
    inner = ir.Function("curve", given(LEVEL, family), body, results)
    moved = differentiate(inner, [LEVEL, *shapes])
    writer = Forward(0)
    for argument in given(X, family):
        writer.seed(argument.name, ())
    places = {name: ir.Name(name) for name in by_name}
    level = writer.tape.call(f"{family.name}{SUFFIX}", ir.Name(X), *places.values())
    found = writer.state(moved, {LEVEL: level, **places})
    width = 2 + len(shapes)
    *velocities, steep = (found[k : k + width] for k in range(0, len(found), width))
    rows: list[ir.Node] = []
    for j, row in enumerate(velocities):
        # dv_j/dt = d(dQ/dt)/dtheta_j, whose terms do not cancel where v_j nears a constant.
        rows += [row[0], writer.tape.over(steep[2 + j], steep[0]) or ZERO]
        rows += [row[2 + shapes.index(name)] for name in along[1:]]
    return ir.Function("core", given(X, family), prune(writer.tape.statements, rows), tuple(rows))
