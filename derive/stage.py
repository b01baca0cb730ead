"""Stage: a scalar function that calls roots, cut into what comes before and after the calls.

Input: result nodes. Output: the distinct calls of roots, a function that computes their arguments,
and one that takes their values for granted. Kernels over arrays run the three in turn, block by
block, so that the roots can sort a block's elements by regime.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from derive import ir
from derive.flatten import flatten
from derive.functions import RATES, SUFFIX

ROOTS = {cls.__name__: cls.family for cls in RATES}


@dataclass(frozen=True)
class Stages:
    """``prepare`` gives the arguments of all ``calls`` in a row; ``finish`` takes their results.

    ``varying`` says which of the arguments depend on z. An argument that ``finish`` needs too is
    handed on to it; ``shared`` lists these.
    """

    calls: tuple[ir.Call, ...]
    prepare: ir.Function
    finish: ir.Function
    varying: tuple[bool, ...]
    shared: tuple[int, ...]


def list_calls(nodes: Sequence[ir.Node]) -> tuple[ir.Call, ...]:
    """The distinct calls of roots, in order."""
    found: dict[ir.Call, None] = {}
    for node in nodes:
        found |= dict.fromkeys(calls_in(node))
    return tuple(found)


def is_staged(function: str) -> bool:
    """Whether it is evaluated block by block: a rate, or the inverse of a quantile function."""
    return function in ROOTS or function.endswith(SUFFIX)


def calls_in(node: ir.Node) -> Iterator[ir.Call]:
    if isinstance(node, ir.Call) and is_staged(node.function):
        yield node
        return
    for child in ir.children(node):
        yield from calls_in(child)


def split(name: str, arguments: tuple[ir.Argument, ...], nodes: Sequence[ir.Node]) -> Stages | None:
    """The stages of the function that computes ``nodes``; None where it calls no root."""
    calls = list_calls(nodes)
    if not calls:
        return None
    operands = [a for call in calls for a in call.arguments]
    names: dict[ir.Node, ir.Name] = {call: ir.Name(f"r{i}") for i, call in enumerate(calls)}
    known = {node: ir.Name(f"u{i}") for i, node in enumerate(operands) if is_worth_keeping(node)}
    finals = [place(node, known | names) for node in nodes]
    shared = tuple(i for i, node in enumerate(operands) if known.get(node) in uses(finals))
    before, inputs = flatten(operands)
    after, results = flatten(finals)
    given = (*(f"u{i}" for i in shared), *(n.name for n in names.values()))
    return Stages(
        calls,
        ir.Function(f"{name}_prepare", arguments, before, inputs),
        ir.Function(f"{name}_finish", (*arguments, *map(ir.Argument, given)), after, results),
        tuple(ir.Name("z") in uses([node]) for node in operands),
        shared,
    )


def is_worth_keeping(node: ir.Node) -> bool:
    """Whether it costs more to compute than to read, and depends on z."""
    return not isinstance(node, ir.Name | ir.Number) and ir.Name("z") in uses([node])


def uses(nodes: Sequence[ir.Node]) -> set[ir.Node]:
    """The names under ``nodes``."""
    found: set[ir.Node] = set()
    seen: set[ir.Node] = set()
    stack = list(nodes)
    while stack:
        node = stack.pop()
        if node in seen:
            continue
        seen.add(node)
        if isinstance(node, ir.Name):
            found.add(node)
        stack += ir.children(node)
    return found


def place(node: ir.Node, names: dict[ir.Node, ir.Name]) -> ir.Node:
    """``node`` with everything that has a name replaced by it."""
    if node in names:
        return names[node]
    match node:
        case ir.Operation(_, operands):
            return replace(node, operands=tuple(place(o, names) for o in operands))
        case ir.Call(_, arguments):
            return replace(node, arguments=tuple(place(a, names) for a in arguments))
        case ir.Select(condition, then, otherwise):
            return ir.Select(*(place(n, names) for n in (condition, then, otherwise)))
        case ir.Polynomial(_, argument):
            return replace(node, argument=place(argument, names))
    return node
