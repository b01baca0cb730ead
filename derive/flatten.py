"""Flatten: an expression tree to statements, shared parts computed once. ir.Node in, ir out.

A node that is used more than once gets a name, and so does every operand of a select (the printer
demands it, so that no select becomes a branch).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from derive import ir

ATOMS = (ir.Name, ir.Number)
LEAVES = (*ATOMS, ir.Entry, ir.Item)


def flatten(
    roots: Sequence[ir.Node], prefix: str = "t"
) -> tuple[tuple[ir.Assign, ...], tuple[ir.Node, ...]]:
    """The assignments, in order, and the nodes that now stand for ``roots``."""
    flattener = Flattener(count_uses(roots), prefix)
    results = tuple(flattener.visit(root) for root in roots)
    return tuple(flattener.statements), results


def count_uses(roots: Sequence[ir.Node]) -> Counter[ir.Node]:
    """How often each distinct node is an operand, counting a shared node's operands once."""
    uses: Counter[ir.Node] = Counter()

    def visit(node: ir.Node) -> None:
        uses[node] += 1
        if uses[node] == 1:
            for child in ir.children(node):
                visit(child)

    for root in roots:
        visit(root)
    return uses


class Flattener:
    """Visits nodes once each, operands first."""

    def __init__(self, uses: Counter[ir.Node], prefix: str) -> None:
        self.uses = uses
        self.prefix = prefix
        self.statements: list[ir.Assign] = []
        self.done: dict[ir.Node, ir.Node] = {}

    def visit(self, node: ir.Node) -> ir.Node:
        if isinstance(node, LEAVES):
            return node
        if node not in self.done:
            flat = self.rebuild(node)
            self.done[node] = self.name(flat) if self.uses[node] > 1 else flat
        return self.done[node]

    def rebuild(self, node: ir.Node) -> ir.Node:
        match node:
            case ir.Operation(_, operands):
                return replace(node, operands=tuple(self.visit(o) for o in operands))
            case ir.Call(_, arguments):
                return replace(node, arguments=tuple(self.visit(a) for a in arguments))
            case ir.Polynomial(_, argument):
                return replace(node, argument=self.visit(argument))
            case ir.Select(condition, then, otherwise):
                atoms = [self.atom(n) for n in (condition, then, otherwise)]
                return self.name(ir.Select(*atoms))
        raise TypeError(f"no flattening rule for {type(node).__name__}")

    def atom(self, node: ir.Node) -> ir.Node:
        flat = self.visit(node)
        if isinstance(flat, ATOMS):
            return flat
        self.done[node] = self.name(flat)
        return self.done[node]

    def name(self, flat: ir.Node) -> ir.Node:
        if isinstance(flat, ATOMS):
            return flat
        target = f"{self.prefix}{len(self.statements)}"
        self.statements.append(ir.Assign(target, flat))
        return ir.Name(target)
