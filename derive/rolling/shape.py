"""Shape: what two statements have in common when one repeats the other with other constants."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from derive import ir


def names_in(node: ir.Node) -> Iterator[str]:
    if isinstance(node, ir.Name | ir.Item):
        yield node.name
    for child in ir.children(node):
        yield from names_in(child)


@dataclass(frozen=True)
class Shape:
    """A statement without its constants and names, and these apart."""

    key: Any
    references: tuple[Any, ...]
    numbers: tuple[float, ...]


def shape_of(statement: ir.Assign, index: dict[str, int]) -> Shape:
    """References are indices of statements, or names from outside the stretch."""
    references: list[Any] = []
    numbers: list[float] = []

    def key(node: ir.Node) -> Any:
        match node:
            case ir.Number(value):
                numbers.append(value)
                return "number"
            case ir.Name(name):
                references.append(index.get(name, name))
                return "name"
            case ir.Item(name, i):
                references.append(index.get(name, name))
                return ("item", i)
            case ir.Operation(operator, _):
                head: Any = operator
            case ir.Call(function, _):
                head = (function,)
            case ir.Polynomial(coefficients, _):
                head = coefficients
            case ir.Entry(column):
                head = ("entry", column)
            case _:
                head = type(node).__name__
        return (head, *map(key, ir.children(node)))

    return Shape(key(statement.value), tuple(references), tuple(numbers))


@dataclass(frozen=True)
class Loop:
    """``count`` periods from ``start`` on."""

    start: int
    period: int
    count: int

    @property
    def end(self) -> int:
        return self.start + self.period * self.count

    @property
    def saved(self) -> int:
        return self.period * (self.count - 1)


def seen_later(shapes: Sequence[Shape], loop: Loop) -> Iterator[int]:
    """Statements in the loop that one after it uses."""
    for shape in shapes[loop.end :]:
        yield from (
            r for r in shape.references if isinstance(r, int) and loop.start <= r < loop.end
        )
