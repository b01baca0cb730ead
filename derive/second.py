"""Second: a family's plans to its functions of second order. Plans in, ir.Function out.

With v_j(x; theta) of the standard member and its slopes, all by differentiating the kernels'
own code, the second derivative of the map phi at tau = theta is, for shapes i and j,

    scale h_ij,   h_ij = dv_j/dtheta_i + v_i dv_j/dx,

which is symmetric: phi is a flow. Of the two forms of h_ij, i and j exchanged, the one is taken
at each point whose two terms are smaller, for these are what cancels. z = loc + scale x gives the
rest: v_j for scale with a shape j, else 0.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sympy import Basic, Expr, Piecewise, Symbol, nan

from derive import ir
from derive.assemble import INFINITY, NAN, all_of, arguments, conditions, name_symbols, place
from derive.differentiate import differentiate
from derive.differentiate.differentiate import Forward
from derive.differentiate.tape import ZERO, prune
from derive.domain import LOC, SCALE
from derive.family import Family
from derive.flatten import flatten
from derive.lower import lower
from derive.plan import Plan

#: Families without functions of second order: the slope of tukeylambda's logit cancels beside the
#: end of the support, and an entry would be wrong in its eighth digit.
EXEMPT = frozenset({"tukeylambda"})
#: The standard member's variable in the function that is differentiated; no parameter's name.
X = "x_standard"


@dataclass(frozen=True)
class Second:
    """``hessian`` returns the distinct entries, ``layout`` says where each stands in the matrix;
    ``slopes`` returns dv/dz of every differentiable parameter."""

    hessian: ir.Function
    layout: tuple[tuple[int, ...], ...]
    slopes: ir.Function


def assemble_second(family: Family, plans: Mapping[str, Plan]) -> Second:
    """The two functions of a family."""
    hessian, layout = assemble_hessian(family, plans)
    return Second(hessian, layout, assemble_slopes(family, plans))


def core(family: Family, plans: Mapping[str, Plan], along: Sequence[str]) -> ir.Function:
    """Every shape's velocity of the standard member, each with its slopes ``along``."""
    names: dict[Symbol, ir.Node] = {p.symbol: ir.Name(p.name) for p in family.parameters}
    names[family.variable] = ir.Name(X)
    body, results = flatten([lower(plans[n].form, names) for n in shapes(family)])
    given = (ir.Argument(X), *(ir.Argument(p.name) for p in family.parameters))
    return differentiate(ir.Function("core", given, body, results), along)


def shapes(family: Family) -> list[str]:
    """The differentiable shapes."""
    return [p.name for p in family.parameters if not p.integer]


class Writer:
    """A function of z and all parameters under construction."""

    def __init__(self, family: Family) -> None:
        self.family = family
        self.forward = Forward(0)
        self.tape = self.forward.tape
        for argument in arguments(family):
            self.forward.seed(argument.name, ())
        self.inside = self.write(all_of(conditions(family)))
        self.variate = self.write(place(family))
        self.names = name_symbols(family)

    def write(self, node: ir.Node) -> ir.Node:
        return self.forward.visit(node).value

    def call(self, function: ir.Function) -> list[ir.Node]:
        """The results of ``core``, written in place."""
        own = {p.name: ir.Name(p.name) for p in self.family.parameters}
        return self.forward.state(function, {X: self.variate, **own})

    def guard(self, node: ir.Node) -> ir.Node:
        """``node`` inside the domain and where doubles hold what it is made of, else nan."""
        if isinstance(node, ir.Number):
            return self.tape.write(ir.Select(self.inside, node, NAN))
        held = self.tape.operate("lt", self.tape.operate("abs", node), INFINITY)
        both = self.tape.write(ir.Operation("and", (self.inside, held)))
        return self.tape.write(ir.Select(both, node, NAN))

    def at_ends(self, value: ir.Node, limits: Sequence[Basic | None]) -> ir.Node:
        """``value``, with ``limits`` at the two ends of the support; None leaves it as it is."""
        for end, limit in zip(self.family.support, limits, strict=True):
            if limit is None:
                continue
            where = self.tape.operate("eq", self.variate, self.write(lower(end, self.names)))
            there = self.write(lower(limit, self.names))
            value = self.tape.write(ir.Select(where, there, value))
        return value

    def finish(self, name: str, results: Sequence[ir.Node]) -> ir.Function:
        body = prune(self.tape.statements, results)
        return ir.Function(name, arguments(self.family), body, tuple(results))


def assemble_hessian(
    family: Family, plans: Mapping[str, Plan]
) -> tuple[ir.Function, tuple[tuple[int, ...], ...]]:
    """The distinct entries, and which of them stands where."""
    names, writer = shapes(family), Writer(family)
    entries: list[ir.Node] = []
    layout: dict[tuple[str, str], int] = {}
    if names:
        found = writer.call(core(family, plans, [X, *names]))
        values = Values(names, found)
        for j, second in enumerate(names):
            for first in names[: j + 1]:
                layout[first, second] = len(entries)
                node = values.entry(writer, first, second)
                limits = [end_bend(e, plans, k, first, second) for k, e in ends(family)]
                entries.append(scaled(writer, writer.at_ends(node, limits)))
        if family.located_scaled:
            for name in names:
                layout[name, SCALE.name] = len(entries)
                moved = writer.at_ends(values.velocity[name], plans[name].edges)
                entries.append(writer.guard(moved))
    if family.located_scaled:
        layout |= dict.fromkeys([(n, LOC.name) for n in names], len(entries))
        layout |= {(LOC.name, LOC.name): len(entries), (LOC.name, SCALE.name): len(entries)}
        layout[SCALE.name, SCALE.name] = len(entries)
        entries.append(writer.guard(ZERO))
    every = family.differentiable
    rows = tuple(
        tuple(layout[(a, b) if (a, b) in layout else (b, a)] for b in every) for a in every
    )
    return writer.finish("_entries", entries), rows


class Values:
    """The velocities and their slopes, by name."""

    def __init__(self, names: Sequence[str], found: Sequence[ir.Node]) -> None:
        width = len(names) + 2
        rows = {n: found[i * width : (i + 1) * width] for i, n in enumerate(names)}
        self.velocity = {n: row[0] for n, row in rows.items()}
        self.along_x = {n: row[1] for n, row in rows.items()}
        self.along = {(a, b): row[2 + i] for b, row in rows.items() for i, a in enumerate(names)}

    def entry(self, writer: Writer, first: str, second: str) -> ir.Node:
        """h of two shapes, by the form that has one term only, or whose terms are smaller."""
        one, size = self.form(writer, first, second)
        if first == second or self.along[first, second] == ZERO:
            return one
        other, other_size = self.form(writer, second, first)
        if self.along[second, first] == ZERO:
            return other
        smaller = writer.tape.operate("le", size, other_size)
        return writer.tape.write(ir.Select(smaller, one, other))

    def form(self, writer: Writer, i: str, j: str) -> tuple[ir.Node, ir.Node]:
        """dv_j/dtheta_i + v_i dv_j/dx, and the size of its terms."""
        tape = writer.tape
        moved = tape.operate("mul", self.velocity[i], self.along_x[j])
        own = self.along[i, j]
        size = tape.operate("add", tape.operate("abs", own), tape.operate("abs", moved))
        fused = ir.Operation("fma", (self.velocity[i], self.along_x[j], own))
        return tape.write(fused), size


def scaled(writer: Writer, node: ir.Node) -> ir.Node:
    """Times scale, where there is one, and nan outside."""
    if writer.family.located_scaled:
        node = writer.tape.operate("mul", ir.Name(SCALE.name), node)
    return writer.guard(node)


def assemble_slopes(family: Family, plans: Mapping[str, Plan]) -> ir.Function:
    """dv/dz of each parameter; at an end of the support nan."""
    names, writer = shapes(family), Writer(family)
    found = writer.call(core(family, plans, [X])) if names else []
    results = [writer.guard(writer.at_ends(slope, (nan, nan))) for slope in found[1::2]]
    if family.located_scaled:
        results.append(writer.guard(ZERO))
        inverse = writer.tape.operate("div", ir.Number(1.0), ir.Name(SCALE.name))
        results.append(writer.guard(inverse))
    return writer.finish("_slopes", results)


def ends(family: Family) -> list[tuple[int, Expr]]:
    return list(enumerate(family.support))


def end_bend(end: Expr, plans: Mapping[str, Plan], side: int, first: str, second: str) -> Basic:
    """The second derivative of a finite end of the support; nan for an infinite one, and where a
    velocity has no proven limit."""
    if any(plans[n].edges[side] is nan for n in (first, second)):
        return nan
    parameters = plans[first].family.parameters
    one, two = (next(p.symbol for p in parameters if p.name == n) for n in (first, second))
    return pieces(end, lambda e: e.diff(one, two))


def pieces(end: Expr, rule: object) -> Basic:
    """``rule`` of every finite piece of an end, nan for the infinite ones."""
    assert callable(rule)
    if not isinstance(end, Piecewise):
        return nan if end.is_infinite else rule(end)
    return Piecewise(*((pieces(value, rule), holds) for value, holds in end.args))
