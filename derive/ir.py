"""Kernel IR: what a generated function computes, with no SymPy inside.

Input: nothing. Output: the frozen node types that ``lower`` builds and ``printer`` prints.

The set is small and closed. It has scalars only: one element of an array is one run of a
function, and the loops over elements belong to the templates, which lay them out so that LLVM can
vectorise them. Binning by regime is not in here either: a root (``derive.root``) is a list of
functions of this kind with their conditions. The one loop beside a plain repetition is a Fold over
the rows of a constant table, a quadrature's nodes or a search's grid. Left out on purpose until
something needs it: lane blocks for long recurrences, which are unrolled.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Arithmetic = Literal["add", "sub", "mul", "div", "neg", "abs", "sqrt", "min", "max", "fma"]
Comparison = Literal["lt", "le", "eq"]
Logical = Literal["and", "or", "not"]


@dataclass(frozen=True)
class Number:
    """A float64 constant, printed so that it reads back to the same bits."""

    value: float


@dataclass(frozen=True)
class Name:
    """An argument or a variable assigned earlier in the same function."""

    name: str


@dataclass(frozen=True)
class Operation:
    """An IEEE operation, correctly rounded, on one, two or (fma) three operands."""

    operator: Arithmetic | Comparison | Logical
    operands: tuple[Node, ...]


@dataclass(frozen=True)
class Call:
    """A call of a primitive (``derive.primitives``) or of a runtime intrinsic by name."""

    function: str
    arguments: tuple[Node, ...]


@dataclass(frozen=True)
class Select:
    """``then`` where ``condition`` holds, else ``otherwise``; both sides are evaluated."""

    condition: Node
    then: Node
    otherwise: Node


@dataclass(frozen=True)
class Polynomial:
    """``c[0] + c[1] x + ...`` by Horner's rule, one fused multiply-add a term."""

    coefficients: tuple[float, ...]
    argument: Node


@dataclass(frozen=True)
class Entry:
    """A number of the table's row that belongs to the element's cell."""

    column: int


@dataclass(frozen=True)
class Item:
    """One result of a call that has several; ``name`` was assigned that call before."""

    name: str
    index: int


@dataclass(frozen=True)
class Turn:
    """The number in ``column`` of an Iterate's own ``table``, in the row of the turn it is in."""

    table: str
    column: int


Node: TypeAlias = Number | Name | Operation | Call | Select | Polynomial | Entry | Item | Turn


@dataclass(frozen=True)
class Assign:
    """``target = value``; a target is assigned once, save those that a loop carries."""

    target: str
    value: Node


@dataclass(frozen=True)
class Table:
    """A constant table by named columns of one length; ``name`` is that in the source."""

    name: str
    columns: tuple[tuple[str, tuple[float, ...]], ...]

    @property
    def size(self) -> int:
        return len(self.columns[0][1])


@dataclass(frozen=True)
class Fold:
    """``body`` for each row of ``table``, then ``step`` for each, in the order of the rows.

    The columns are names in both. ``body`` depends on no other row, so that its loop vectorises;
    each of ``kept`` is a name and its value, handed on to ``step``. ``start`` assigns the names
    that ``step`` carries from row to row. Nothing but ``start`` runs where ``when`` does not hold.
    """

    table: Table
    body: tuple[Assign, ...]
    kept: tuple[Assign, ...]
    start: tuple[Assign, ...]
    step: tuple[Assign, ...]
    when: Node | None = None


@dataclass(frozen=True)
class Iterate:
    """``body`` repeated ``count`` times; names in ``body`` that exist before it are carried.

    ``rows`` has the constants of each turn, where there are any, and ``table`` is its name.
    """

    count: int
    body: tuple[Assign | Fold, ...]
    table: str = ""
    rows: tuple[tuple[float, ...], ...] = ()


Statement: TypeAlias = Assign | Iterate | Fold


@dataclass(frozen=True)
class Argument:
    """A float64 argument; ``default`` is None where the caller must give it."""

    name: str
    default: float | None = None


@dataclass(frozen=True)
class Function:
    """A scalar function: straight-line statements, then one or more results."""

    name: str
    arguments: tuple[Argument, ...]
    body: tuple[Statement, ...]
    results: tuple[Node, ...]
    document: str = ""


def children(node: Node) -> tuple[Node, ...]:
    """The nodes directly under ``node``."""
    match node:
        case Operation(_, operands):
            return operands
        case Call(_, arguments):
            return arguments
        case Select(condition, then, otherwise):
            return (condition, then, otherwise)
        case Polynomial(_, argument):
            return (argument,)
    return ()
