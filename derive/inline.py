"""Inline: one function's statements placed inside another's body. Function in, statements out."""

from __future__ import annotations

from dataclasses import replace

from derive import ir


def substitute(function: ir.Function, prefix: str, body: list[ir.Statement]) -> ir.Node:
    """Append ``function``'s statements to ``body`` and give its result.

    Its arguments keep their names; its own variables get ``prefix`` before theirs.
    """
    known = {a.name for a in function.arguments}
    names: dict[str, str] = {}
    for statement in function.body:
        assert isinstance(statement, ir.Assign)
        value = rename(statement.value, names, known)
        names[statement.target] = f"{prefix}_{statement.target}"
        body.append(ir.Assign(names[statement.target], value))
    (result,) = function.results
    value = rename(result, names, known)
    if not isinstance(value, ir.Name | ir.Number):
        body.append(ir.Assign(prefix, value))
        return ir.Name(prefix)
    return value


def rename(node: ir.Node, names: dict[str, str], known: set[str]) -> ir.Node:
    """``node`` with every variable under its new name."""
    match node:
        case ir.Name(name):
            return node if name in known and name not in names else ir.Name(names[name])
        case ir.Operation(_, operands):
            return replace(node, operands=tuple(rename(o, names, known) for o in operands))
        case ir.Call(_, arguments):
            return replace(node, arguments=tuple(rename(a, names, known) for a in arguments))
        case ir.Select(condition, then, otherwise):
            return ir.Select(*(rename(n, names, known) for n in (condition, then, otherwise)))
        case ir.Polynomial(_, argument):
            return replace(node, argument=rename(argument, names, known))
    return node
