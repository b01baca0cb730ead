"""Block: statements under construction, with the names of what they have computed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sympy import Expr, Symbol

from derive import ir
from derive.flatten import flatten
from derive.lower import lower


class Block:
    """Statements, and the node that each symbol stands for; names end in ``suffix``."""

    def __init__(self, names: Mapping[Symbol, ir.Node], suffix: str = "") -> None:
        self.names = dict(names)
        self.suffix = suffix
        self.statements: list[ir.Assign] = []

    def let(self, target: Symbol | str, value: Expr | ir.Node) -> ir.Name:
        """``target`` assigned, and known under its symbol."""
        name = f"{target}{self.suffix}"
        node = value if isinstance(value, ir.Node) else lower(value, self.names)
        before: Sequence[ir.Assign]
        before, (result,) = flatten([node], f"{name}_")
        if before and result == ir.Name(before[-1].target):
            *before, last = before
            result = last.value
        self.statements += [*before, ir.Assign(name, result)]
        if isinstance(target, Symbol):
            self.names[target] = ir.Name(name)
        return ir.Name(name)

    def let_all(self, given: Iterable[tuple[Symbol, Expr]]) -> None:
        for symbol, value in given:
            self.let(symbol, value)

    def inner(self, suffix: str) -> Block:
        """An empty block that knows the same names."""
        return Block(self.names, suffix)
