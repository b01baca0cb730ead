"""Writer: a function of z and all parameters under construction."""

from __future__ import annotations

from collections.abc import Sequence

from sympy import Basic

from derive import ir
from derive.assemble import INFINITY, NAN, all_of, arguments, conditions, name_symbols, place
from derive.differentiate.differentiate import Forward
from derive.differentiate.tape import prune
from derive.domain import SCALE
from derive.family import Family
from derive.lower import lower
from derive.second.core import X


class Writer:
    """Its statements so far, and what stands for the standard member's variable."""

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
        """The results of ``core``'s function, written in place."""
        own = {p.name: ir.Name(p.name) for p in self.family.parameters}
        return self.forward.state(function, {X: self.variate, **own})

    def guard(self, node: ir.Node) -> ir.Node:
        """``node`` inside the domain and where doubles hold what it is made of, else nan."""
        if isinstance(node, ir.Number):
            return self.tape.write(ir.Select(self.inside, node, NAN))
        held = self.tape.operate("lt", self.tape.operate("abs", node), INFINITY)
        both = self.tape.write(ir.Operation("and", (self.inside, held)))
        return self.tape.write(ir.Select(both, node, NAN))

    def scaled(self, node: ir.Node) -> ir.Node:
        """Times scale, where there is one, and nan outside."""
        if self.family.located_scaled:
            node = self.tape.operate("mul", ir.Name(SCALE.name), node)
        return self.guard(node)

    def at(self, place: Basic, there: Basic, value: ir.Node) -> ir.Node:
        """``there`` where the variable is at ``place``, else ``value``."""
        where = self.tape.operate("eq", self.variate, self.write(lower(place, self.names)))
        return self.tape.write(ir.Select(where, self.write(lower(there, self.names)), value))

    def at_ends(self, value: ir.Node, limits: Sequence[Basic | None]) -> ir.Node:
        """``value``, with ``limits`` at the two ends of the support; None leaves it as it is."""
        for end, limit in zip(self.family.support, limits, strict=True):
            if limit is not None:
                value = self.at(end, limit, value)
        return value

    def finish(self, name: str, results: Sequence[ir.Node]) -> ir.Function:
        body = prune(self.tape.statements, results)
        return ir.Function(name, arguments(self.family), body, tuple(results))
