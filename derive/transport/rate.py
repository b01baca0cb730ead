"""Rate: the velocity of the displacement, by those of the family's own module or of its chart."""

from __future__ import annotations

from collections.abc import Mapping

from sympy import Symbol

from derive import ir
from derive.assemble import standard_member
from derive.domain import Parameter
from derive.family import Family, Y
from derive.lower import fold, lower, operate, select
from derive.transport.coordinate import DELTA, HERE, START, coordinate
from derive.transport.path import TIME, Body, at_time, gap_name, is_geometric

ZERO = ir.Number(0.0)
Names = Mapping[Symbol, ir.Node]
#: The call of the velocities, and its results.
VELOCITIES = "velocities"


def assemble_rate(family: Family) -> ir.Function:
    """d DELTA/dt at DELTA, t, START, the shapes at t = 0 and their gaps; nan outside the domain.

    After it what a relative change of x by 1 is in DELTA, and x itself.
    """
    body, line = Body(), coordinate(family)
    names: dict[Symbol, ir.Node] = {s: ir.Name(s.name) for s in (DELTA, START)}
    for p in family.parameters:
        names[p.symbol] = body.define(f"{p.name}_here", at_time(family, p))
    names[HERE] = body.define(HERE.name, lower(line.place, names))
    moving = [p for p in family.parameters if not p.integer]
    velocities = of_chart(family, names) if family.chart else of_module(family, body, names)
    parts: list[ir.Node] = [
        body.define(f"part_{p.name}", contribution(family, p, names, velocities[p.name]))
        for p in moving
    ]
    total = fold("add", parts)
    stretch = body.define("stretch", lower(line.stretch, names))
    rate = body.define("rate", operate("div", total, stretch))
    grain = body.define("grain", operate("abs", operate("div", names[HERE], stretch)))
    given = [DELTA.name, TIME, START.name, *(p.name for p in family.parameters)]
    given += [gap_name(p) for p in family.parameters]
    return ir.Function(
        "_rate", tuple(map(ir.Argument, given)), tuple(body.statements), (rate, grain, names[HERE])
    )


def of_chart(family: Family, names: Names) -> dict[str, ir.Node]:
    """The velocities of the chart's coordinate, by parameter."""
    assert family.chart is not None
    here = {**names, Y: names[HERE]}
    return {name: lower(v, here) for name, v in family.chart.velocities.items()}


def of_module(family: Family, body: Body, names: Names) -> dict[str, ir.Node]:
    """Those of x, by one call of the family's module."""
    shapes = (names[p.symbol] for p in family.parameters)
    here = (names[HERE], *shapes, *standard_member(family))
    called = body.define(VELOCITIES, ir.Call(velocity_function(family), here))
    if is_alone(family):
        return {family.differentiable[0]: called}
    return {name: ir.Item(VELOCITIES, k) for k, name in enumerate(family.differentiable)}


def velocity_function(family: Family) -> str:
    """The scalar function of the family's module that has the velocities of all moving shapes."""
    names = family.differentiable
    return f"_dz_d{names[0]}" if is_alone(family) else "_gradient"


def is_alone(family: Family) -> bool:
    """Whether only one shape moves."""
    return sum(not p.integer for p in family.parameters) == 1


def contribution(family: Family, parameter: Parameter, names: Names, velocity: ir.Node) -> ir.Node:
    """v dtheta/dt; 0 for a shape that stays, whatever its velocity is."""
    gap: ir.Node = ir.Name(gap_name(parameter))
    geometric = is_geometric(family, parameter)
    speed = operate("mul", names[parameter.symbol], gap) if geometric else gap
    return select(operate("eq", gap, ZERO), ZERO, operate("mul", velocity, speed))
