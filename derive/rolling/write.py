"""Write: one loop as statements. A Loop and the stretch that it is in, in; an Iterate out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from derive import ir
from derive.rolling.shape import Loop, Shape, names_in, seen_later


def rename(node: ir.Node, names: dict[str, str]) -> ir.Node:
    """``node`` with other names."""
    found = (names.get(name, name) for name in names_in(node))
    return rebuild(node, found, None, {}, "")


def write(
    body: Sequence[ir.Assign], shapes: Sequence[Shape], loop: Loop
) -> tuple[list[ir.Statement], dict[str, str]]:
    """The loop, after the first values of what it carries, and the new names of what is used later.

    Its statements have the names of the last turn, so what follows finds them.
    """
    table = f"turns_{body[loop.start].target}"
    columns: dict[tuple[float, ...], int] = {}
    carried: dict[str, str] = {}
    statements = []
    for position in range(loop.period):
        turns = range(loop.start + position, loop.end, loop.period)
        constants = list(zip(*(shapes[k].numbers for k in turns), strict=True))
        sources = [
            source(shapes, loop, position, i, body, carried)
            for i in range(len(shapes[turns[0]].references))
        ]
        value = rebuild(body[turns[0]].value, iter(sources), iter(constants), columns, table)
        statements.append(ir.Assign(body[turns[-1]].target, value))
    starts = [ir.Assign(c, ir.Name(first)) for c, first in carried.items()]
    renamed: dict[str, str] = {}
    for k in sorted(set(seen_later(shapes, loop))):
        turn, place = divmod(k - loop.start, loop.period)
        target = body[loop.end - loop.period + place].target
        for depth in range(1, loop.count + 1 - turn if turn < loop.count - 1 else 0):
            if f"{target}_{depth}" not in carried:
                carried[f"{target}_{depth}"] = ""
                starts.append(ir.Assign(f"{target}_{depth}", ir.Number(0.0)))
            renamed[body[k].target] = f"{target}_{depth}"
    updates = [ir.Assign(c, ir.Name(previous(c, carried))) for c in by_depth(carried)]
    rows = tuple(zip(*columns, strict=True)) if columns else ()
    iterate = ir.Iterate(loop.count, (*statements, *updates), table if rows else "", rows)
    return [*starts, iterate], renamed


def source(
    shapes: Sequence[Shape], loop: Loop, position: int, operand: int,
    body: Sequence[ir.Assign], carried: dict[str, str],
) -> str:  # fmt: skip
    """The name of an operand inside the loop; one from an earlier turn is carried."""
    k = loop.start + position
    reference = shapes[k].references[operand]
    if not isinstance(reference, int):
        return str(reference)
    if shapes[k + loop.period].references[operand] == reference:
        return body[reference].target
    turns, place = divmod(reference - loop.start, loop.period)
    target = body[loop.end - loop.period + place].target
    for depth in range(1, 1 - turns):
        begin = loop.start + place - depth * loop.period
        carried[f"{target}_{depth}"] = body[begin].target
    return target if turns == 0 else f"{target}_{-turns}"


def by_depth(carried: dict[str, str]) -> list[str]:
    """Those from farther back are updated first."""
    return sorted(carried, key=lambda c: -int(c.rpartition("_")[2]))


def previous(name: str, carried: dict[str, str]) -> str:
    target, _, depth = name.rpartition("_")
    return target if depth == "1" else f"{target}_{int(depth) - 1}"


def rebuild(
    node: ir.Node, names: Iterator[str], constants: Iterator[tuple[float, ...]] | None,
    columns: dict[tuple[float, ...], int], table: str,
) -> ir.Node:  # fmt: skip
    """``node`` with the loop's own names and constants, in the order of ``shape_of``."""

    def again(inner: ir.Node) -> ir.Node:
        return rebuild(inner, names, constants, columns, table)

    match node:
        case ir.Number() if constants is not None:
            values = next(constants)
            if len(set(values)) == 1:
                return node
            return ir.Turn(table, columns.setdefault(values, len(columns)))
        case ir.Name():
            return ir.Name(next(names))
        case ir.Item(_, i):
            return ir.Item(next(names), i)
        case ir.Operation(operator, operands):
            return ir.Operation(operator, tuple(map(again, operands)))
        case ir.Call(function, arguments):
            return ir.Call(function, tuple(map(again, arguments)))
        case ir.Polynomial(coefficients, argument):
            return ir.Polynomial(coefficients, again(argument))
        case ir.Select(condition, then, otherwise):
            return ir.Select(again(condition), again(then), again(otherwise))
    return node
