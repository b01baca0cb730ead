"""Lanes: selects by what is the same for all elements, made selects by lane. IR in and out.

LLVM turns a select by one truth value into a jump, and sinks what leads to either side behind it;
then it does not compute several vectors side by side. So the truth value is joined with z = z,
which differs by lane: of a nan the image is nan by either side.
"""

from __future__ import annotations

from dataclasses import replace

from derive import ir
from derive.lower import operate


def select_by_lane(function: ir.Function) -> ir.Function:
    """The same function of its first argument, the element; all others are the same for all."""
    variate = ir.Name(function.arguments[0].name)
    here = operate("eq", variate, variate)
    varying: set[ir.Node] = {variate}
    body: list[ir.Statement] = []
    for statement in function.body:
        if not isinstance(statement, ir.Assign):
            raise TypeError("only assignments are told apart by what they depend on")
        target, value = ir.Name(statement.target), statement.value
        if isinstance(value, ir.Select) and is_jump(value, varying):
            joined = ir.Name(f"{statement.target}_here")
            body.append(ir.Assign(joined.name, operate("and", value.condition, here)))
            value = replace(value, condition=joined)
        body.append(ir.Assign(target.name, value))
        varying |= {target} if varies(value, varying) else set()
    return replace(function, body=tuple(body))


def is_jump(select: ir.Select, varying: set[ir.Node]) -> bool:
    """Whether it selects by what is the same for all elements, of what is not."""
    sides = (select.then, select.otherwise)
    return not varies(select.condition, varying) and any(varies(s, varying) for s in sides)


def varies(node: ir.Node, varying: set[ir.Node]) -> bool:
    """Whether it depends on the element."""
    return node in varying or any(varies(child, varying) for child in ir.children(node))
