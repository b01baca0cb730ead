"""Rate: the velocity of the displacement, by the velocities of the family's own module.

A step may try a place just beyond an end of the support that moves. There the velocity is continued
by its mirror image: what it differs by from the end's own changes its sign.
"""

from __future__ import annotations

from dataclasses import dataclass

from sympy import Expr, Symbol

from derive import ir
from derive.domain import Parameter
from derive.family import Family
from derive.lower import fold, lower, operate, select
from derive.transport.coordinate import DELTA, HERE, START, coordinate
from derive.transport.path import TIME, Body, at_time, gap_name, is_geometric

ZERO = ir.Number(0.0)
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
    standard = (ZERO, ir.Number(1.0)) if family.located_scaled else ()
    ends = [define_end(family, body, k, names) for k in (0, 1) if moves(family.support[k])]
    inside: ir.Node = names[HERE]
    for end in ends:
        inside = select(end.is_passed, operate("sub", end.twice, names[HERE]), inside)
    inside = body.define("inside_x", inside) if ends else inside
    here = (inside, *(names[p.symbol] for p in family.parameters), *standard)
    body.define(VELOCITIES, ir.Call(velocity_function(family), here))
    parts: list[ir.Node] = [
        body.define(f"part_{p.name}", contribution(family, p, names))
        for p in family.parameters
        if not p.integer
    ]
    total = body.define("total", fold("add", parts)) if ends else fold("add", parts)
    for end in ends:
        total = select(end.is_passed, operate("sub", end.twice_rate, total), total)
    stretch = body.define("stretch", lower(line.stretch, names))
    rate = body.define("rate", operate("div", total, stretch))
    grain = body.define("grain", operate("abs", operate("div", names[HERE], stretch)))
    given = [DELTA.name, TIME, START.name, *(p.name for p in family.parameters)]
    given += [gap_name(p) for p in family.parameters]
    return ir.Function(
        "_rate", tuple(map(ir.Argument, given)), tuple(body.statements), (rate, grain, names[HERE])
    )


@dataclass(frozen=True)
class End:
    """An end that moves: whether x is beyond it, and twice its place and its own rate."""

    is_passed: ir.Node
    twice: ir.Node
    twice_rate: ir.Node


def moves(end: Expr) -> bool:
    """Whether an end of the support depends on the shapes."""
    return bool(end.free_symbols)


def define_end(family: Family, body: Body, side: int, names: dict[Symbol, ir.Node]) -> End:
    """The lower (0) or the upper (1) end."""
    end, two = family.support[side], ir.Number(2.0)
    place = body.define(f"end_{side}", lower(end, names))
    order = (names[HERE], place) if side == 0 else (place, names[HERE])
    rates: list[ir.Node] = [
        operate("mul", lower(end.diff(p.symbol), names), speed(family, p, names))
        for p in family.parameters
        if end.has(p.symbol)
    ]
    return End(
        body.define(f"passed_{side}", operate("lt", *order)),
        operate("mul", two, place),
        body.define(f"end_rate_{side}", operate("mul", two, fold("add", rates))),
    )


def velocity_function(family: Family) -> str:
    """The scalar function of the family's module that has the velocities of all moving shapes."""
    names = family.differentiable
    return f"_dz_d{names[0]}" if is_alone(family) else "_gradient"


def is_alone(family: Family) -> bool:
    """Whether only one shape moves."""
    return sum(not p.integer for p in family.parameters) == 1


def contribution(family: Family, parameter: Parameter, names: dict[Symbol, ir.Node]) -> ir.Node:
    """v dtheta/dt; 0 for a shape that stays, whatever its velocity is."""
    index = family.differentiable.index(parameter.name)
    own = ir.Name(VELOCITIES) if is_alone(family) else ir.Item(VELOCITIES, index)
    moved = operate("mul", own, speed(family, parameter, names))
    return select(operate("eq", ir.Name(gap_name(parameter)), ZERO), ZERO, moved)


def speed(family: Family, parameter: Parameter, names: dict[Symbol, ir.Node]) -> ir.Node:
    """dtheta/dt."""
    gap: ir.Node = ir.Name(gap_name(parameter))
    return operate("mul", names[parameter.symbol], gap) if is_geometric(family, parameter) else gap
