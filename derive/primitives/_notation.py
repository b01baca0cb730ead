"""Notation: formulas as text, read into Kernel IR.

Input: assignments in Python's own expression syntax, the last line a ``return``. Output: an
``ir.Function``. Upper-case names are constants or polynomials given beside the text: ``POLY(u)``
is the polynomial ``POLY`` at ``u``, and ``ROW[3]`` is entry 3 of the row of a table that belongs to
the element's cell. Several results are a tuple. ``a if c else b`` is a select of both sides, whose
operands get names of their own here, because the printer takes atoms only.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import Final, TypeAlias, cast

from derive import ir

#: Constants, and polynomials by their coefficients.
Constants: TypeAlias = dict[str, float | tuple[float, ...]]

BINARY: Final = {
    ast.Add: "add", ast.Sub: "sub", ast.Mult: "mul", ast.Div: "div",
    ast.BitAnd: "and", ast.BitOr: "or",
}  # fmt: skip
UNARY: Final = {ast.USub: "neg", ast.Not: "not"}
COMPARED: Final = {ast.Lt: "lt", ast.LtE: "le", ast.Eq: "eq"}
CALLED: Final = {
    "fma": "fma", "abs": "abs", "sqrt": "sqrt", "minimum": "min", "maximum": "max",
}  # fmt: skip


def read(
    name: str, text: str, constants: Mapping[str, float | tuple[float, ...]], document: str
) -> ir.Function:
    """The function ``name`` written in ``text``; its arguments are the first line's names.

    The first line reads ``given x, y``. A name that is neither an argument, an earlier target nor
    a constant raises NameError.
    """
    heading, body = text.strip().split("\n", 1)
    arguments = [a.strip() for a in heading.removeprefix("given ").split(",")]
    reader = Reader(dict(constants), set(arguments))
    *assignments, last = ast.parse(body).body
    for assignment in assignments:
        reader.assign(cast(ast.Assign, assignment))
    value = cast(ast.expr, cast(ast.Return, last).value)
    values = value.elts if isinstance(value, ast.Tuple) else [value]
    targets = [f"result{i or ''}" for i in range(len(values))]
    results = tuple(reader.atom(v, t) for v, t in zip(values, targets, strict=True))
    return ir.Function(
        name, tuple(map(ir.Argument, arguments)), tuple(reader.body), results, document
    )


class Reader:
    """Statements read so far, and the names that they define."""

    def __init__(self, constants: Constants, known: set[str]) -> None:
        self.constants = constants
        self.known = known
        self.body: list[ir.Assign] = []

    def assign(self, statement: ast.Assign) -> None:
        target = cast(ast.Name, statement.targets[0]).id
        self.define(target, self.node(statement.value, target))

    def define(self, target: str, value: ir.Node) -> ir.Name:
        if target in self.known:
            raise NameError(f"{target} is assigned twice; give the second one another name")
        self.known.add(target)
        self.body.append(ir.Assign(target, value))
        return ir.Name(target)

    def atom(self, expression: ast.expr, target: str) -> ir.Node:
        """The node itself if it is a name or a number, else a new name for it."""
        node = self.node(expression, target)
        return node if isinstance(node, ir.Name | ir.Number) else self.define(target, node)

    def node(self, expression: ast.expr, target: str) -> ir.Node:
        match expression:
            case ast.Constant(value=float(value)):
                return ir.Number(value)
            case ast.Name(id=name):
                return self.named(name)
            case ast.BinOp(left, operator, right):
                return self.operation(BINARY[type(operator)], [left, right], target)
            case ast.UnaryOp(ast.USub(), ast.Constant(value=float(value))):
                return ir.Number(-value)
            case ast.UnaryOp(operator, operand):
                return self.operation(UNARY[type(operator)], [operand], target)
            case ast.Compare(left, [operator], [right]):
                return self.operation(COMPARED[type(operator)], [left, right], target)
            case ast.IfExp(test, body, orelse):
                return self.select(test, body, orelse, target)
            case ast.Subscript(ast.Name(id="ROW"), ast.Constant(value=int(column))):
                return ir.Entry(column)
            case ast.Call(ast.Name(id=name), arguments):
                return self.called(name, arguments, target)
        raise SyntaxError(f"no rule to read {ast.unparse(expression)!r}; write it another way")

    def named(self, name: str) -> ir.Node:
        if name in self.known:
            return ir.Name(name)
        value = self.constants.get(name)
        if not isinstance(value, float):
            raise NameError(f"{name} is not defined; give it as a constant")
        return ir.Number(value)

    def operation(self, operator: str, operands: list[ast.expr], target: str) -> ir.Operation:
        nodes = tuple(self.node(o, target) for o in operands)
        return ir.Operation(operator, nodes)  # type: ignore[arg-type]

    def select(self, test: ast.expr, body: ast.expr, orelse: ast.expr, target: str) -> ir.Select:
        return ir.Select(
            self.atom(test, f"{target}_when"),
            self.atom(body, f"{target}_then"),
            self.atom(orelse, f"{target}_else"),
        )

    def called(self, name: str, arguments: list[ast.expr], target: str) -> ir.Node:
        value = self.constants.get(name)
        if isinstance(value, tuple):
            return ir.Polynomial(value, self.node(arguments[0], target))
        if name in CALLED:
            return self.operation(CALLED[name], arguments, target)
        return ir.Call(name, tuple(self.node(a, target) for a in arguments))
