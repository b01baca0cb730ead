"""Hessian: the second derivatives of the map phi. Plans in, ir.Function out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from sympy import Basic, Expr, Piecewise, nan

from derive import ir
from derive.differentiate.tape import ZERO
from derive.domain import LOC, SCALE
from derive.family import Family
from derive.plan import Plan
from derive.second.core import Core, X, core, differentiable
from derive.second.writer import Writer

#: Which of the distinct entries stands where.
Layout: TypeAlias = tuple[tuple[int, ...], ...]


def assemble_hessian(family: Family, plans: Mapping[str, Plan]) -> tuple[ir.Function, Layout]:
    """The distinct entries, and which of them stands where."""
    names, writer = differentiable(family), Writer(family)
    entries: list[ir.Node] = []
    layout: dict[tuple[str, str], int] = {}
    if names:
        values = Values(names, core(family, plans, [X, *names]), writer)
        for j, second in enumerate(names):
            for first in names[: j + 1]:
                layout[first, second] = len(entries)
                limits = [end_bend(plans, side, first, second) for side in (0, 1)]
                node = writer.at_ends(values.entry(first, second), limits)
                entries.append(writer.scaled(node))
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

    def __init__(self, names: Sequence[str], core: Core, writer: Writer) -> None:
        width, found = len(names) + 2, writer.call(core.function)
        rows = {n: found[i * width : (i + 1) * width] for i, n in enumerate(names)}
        self.tape, self.at_rest = writer.tape, core.at_rest
        self.velocity = {n: row[0] for n, row in rows.items()}
        self.along_x = {n: row[1] for n, row in rows.items()}
        self.along = {(a, b): row[2 + i] for b, row in rows.items() for i, a in enumerate(names)}

    def entry(self, first: str, second: str) -> ir.Node:
        """h of two shapes, by the form that has one term only, or whose terms are smaller."""
        if self.at_rest:
            return self.along[first, second]
        one, size = self.form(first, second)
        if first == second or self.along[first, second] == ZERO:
            return one
        other, other_size = self.form(second, first)
        if self.along[second, first] == ZERO:
            return other
        smaller = self.tape.operate("le", size, other_size)
        return self.tape.write(ir.Select(smaller, one, other))

    def form(self, i: str, j: str) -> tuple[ir.Node, ir.Node]:
        """dv_j/dtheta_i + v_i dv_j/dx, and the size of its terms."""
        tape = self.tape
        moved = tape.operate("mul", self.velocity[i], self.along_x[j])
        own = self.along[i, j]
        size = tape.operate("add", tape.operate("abs", own), tape.operate("abs", moved))
        fused = ir.Operation("fma", (self.velocity[i], self.along_x[j], own))
        return tape.write(fused), size


def end_bend(plans: Mapping[str, Plan], side: int, first: str, second: str) -> Basic:
    """The second derivative of a finite end of the support; nan for an infinite one, and where a
    velocity has no proven limit."""
    if any(plans[n].edges[side] is nan for n in (first, second)):
        return nan
    family = plans[first].family
    one, two = (next(p.symbol for p in family.parameters if p.name == n) for n in (first, second))
    return pieces(family.support[side], lambda e: e.diff(one, two))


def pieces(end: Expr, rule: Callable[[Expr], Basic]) -> Basic:
    """``rule`` of every finite piece of an end, nan for the infinite ones."""
    if not isinstance(end, Piecewise):
        return nan if end.is_infinite else rule(end)
    return Piecewise(*((pieces(value, rule), holds) for value, holds in end.args))
