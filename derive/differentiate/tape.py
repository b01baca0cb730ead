"""Tape: straight-line code under construction, one operation on atoms a line.

Equal operations on equal atoms are written once, until ``forget``. Nothing is reassociated or
rounded otherwise than it was stated, so a function that is written anew gives the same bits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from derive import ir

ZERO, ONE = ir.Number(0.0), ir.Number(1.0)
#: A slope that is 0 wherever it is evaluated is None: it is neither written nor multiplied.
Slope = ir.Node | None


class Tape:
    """Statements so far; ``write`` gives the atom that stands for an operation on atoms."""

    def __init__(self, prefix: str = "t") -> None:
        self.statements: list[ir.Assign] = []
        self._prefix = prefix
        self._known: dict[ir.Node, ir.Node] = {}

    def write(self, node: ir.Node) -> ir.Node:
        """A name for ``node``, whose operands are atoms; the node itself if it is one."""
        if isinstance(node, ir.Name | ir.Number):
            return node
        if node not in self._known:
            target = f"{self._prefix}{len(self.statements)}"
            self.statements.append(ir.Assign(target, node))
            self._known[node] = ir.Name(target)
        return self._known[node]

    def forget(self) -> None:
        """Share nothing with what was written so far."""
        self._known.clear()

    def operate(self, operator: ir.Arithmetic | ir.Comparison, *operands: ir.Node) -> ir.Node:
        return self.write(ir.Operation(operator, operands))

    def call(self, function: str, *arguments: ir.Node) -> ir.Node:
        return self.write(ir.Call(function, arguments))

    def select(self, condition: ir.Node, then: Slope, otherwise: Slope) -> Slope:
        """A choice between slopes."""
        if then == otherwise:
            return then
        return self.write(ir.Select(condition, then or ZERO, otherwise or ZERO))

    def times(self, slope: Slope, factor: ir.Node) -> Slope:
        if slope is None or slope == ONE:
            return None if slope is None else factor
        return slope if factor == ONE else self.operate("mul", slope, factor)

    def plus(self, first: Slope, second: Slope) -> Slope:
        if first is None or second is None:
            return first or second
        return self.operate("add", first, second)

    def minus(self, first: Slope, second: Slope) -> Slope:
        if second is None:
            return first
        return self.operate("neg", second) if first is None else self.operate("sub", first, second)

    def over(self, slope: Slope, divisor: ir.Node) -> Slope:
        return None if slope is None else self.operate("div", slope, divisor)


def prune(statements: Sequence[ir.Assign], results: Sequence[ir.Node]) -> tuple[ir.Assign, ...]:
    """The statements that the results depend on, in their order."""
    needed = {name for result in results for name in mentioned(result)}
    kept: list[ir.Assign] = []
    for statement in reversed(statements):
        if statement.target in needed:
            needed |= set(mentioned(statement.value))
            kept.append(statement)
    return tuple(reversed(kept))


def mentioned(node: ir.Node) -> Iterator[str]:
    """The names in ``node``."""
    if isinstance(node, ir.Name | ir.Item):
        yield node.name
    for child in ir.children(node):
        yield from mentioned(child)
