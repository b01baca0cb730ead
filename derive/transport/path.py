"""Path: how the parameters move from theta to tau."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sympy import Symbol, oo

from derive import ir
from derive.domain import Parameter
from derive.family import Family
from derive.flatten import flatten
from derive.lower import lower, operate, select

TIME = "time_t"


class Body:
    """Statements of a function; ``define`` gives a value a name that later ones may use."""

    def __init__(self) -> None:
        self.statements: list[ir.Assign] = []

    def define(self, name: str, node: ir.Node) -> ir.Name:
        statements, (value,) = flatten([node], f"{name}_")
        self.statements += [*statements, ir.Assign(name, value)]
        return ir.Name(name)


def is_geometric(family: Family, parameter: Parameter) -> bool:
    """Whether the path is straight in the parameter's logarithm."""
    open_line = parameter.lower == 0 and parameter.upper == oo and not parameter.includes_lower
    return bool(open_line and not parameter.integer and not family.constraints)


def gap_name(parameter: Parameter) -> str:
    return f"{parameter.name}_gap"


def to_name(name: str) -> str:
    """The entry of tau."""
    return f"{name}_to"


def is_same(name: str) -> ir.Node:
    return operate("eq", ir.Name(name), ir.Name(to_name(name)))


def at_time(family: Family, parameter: Parameter) -> ir.Node:
    """The shape at t."""
    start, gap, time = (ir.Name(n) for n in (parameter.name, gap_name(parameter), TIME))
    if is_geometric(family, parameter):
        return operate("mul", start, ir.Call("exp", (operate("mul", time, gap),)))
    return ir.Operation("fma", (time, gap, start))


def gap_of(family: Family, parameter: Parameter) -> ir.Node:
    """How far the shape moves along its path."""
    start, end = (names[parameter.symbol] for names in ends_of_path(family))
    if is_geometric(family, parameter):
        return ir.Call("log_quotient", (end, start))
    return operate("sub", end, start)


def ends_of_path(family: Family) -> Iterator[Mapping[Symbol, ir.Node]]:
    """The names of the shapes of theta and of tau."""
    for name in (str, to_name):
        yield {p.symbol: ir.Name(name(p.name)) for p in family.parameters}


def held_inside(family: Family, x: ir.Node, names: Mapping[Symbol, ir.Node]) -> ir.Node:
    """x, rounded back to the support of tau's law; nan stays nan."""
    low, high = family.support
    above = x if low == -oo else select(operate("lt", x, lower(low, names)), lower(low, names), x)
    if high == oo:
        return above
    return select(operate("lt", lower(high, names), above), lower(high, names), above)
