"""Lanes: selects by what is the same for all elements, made selects by lane. IR in and out.

LLVM turns a select by one truth value into a jump, and sinks what leads to either side behind it;
then it does not compute several vectors side by side. So the truth value is joined with z = z,
which differs by lane: of a nan the image is nan by either side.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from derive import ir, primitives
from derive.lower import operate

#: Operations up to which a function has so many vectors side by side.
SIDE_BY_SIDE = ((600, 8), (1500, 4), (3000, 2))


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


def vectors_at_once(function: ir.Function) -> int:
    """How many vectors are computed side by side: fewer of a long function, which LLVM compiles
    in a time that grows with both, and which waits less."""
    varying: set[ir.Node] = {ir.Name(function.arguments[0].name)}
    size = 0
    for statement in function.body:
        assert isinstance(statement, ir.Assign)
        if varies(statement.value, varying):
            varying.add(ir.Name(statement.target))
            size += weigh(statement.value, varying)
    return next((count for most, count in SIDE_BY_SIDE if size <= most), 1)


def weigh(node: ir.Node, varying: set[ir.Node]) -> int:
    """Operations on what depends on the element, those of the primitives that it calls included."""
    if not varies(node, varying):
        return 0
    own = 0
    match node:
        case ir.Operation() | ir.Select():
            own = 1
        case ir.Polynomial(coefficients, _):
            own = len(coefficients)
        case ir.Call(name, _):
            own = size_of(name) if name in primitives.names() else 1
    return own + sum(weigh(child, varying) for child in ir.children(node))


@cache
def size_of(name: str) -> int:
    """Operations of a primitive."""
    function = primitives.load(name)
    varying: set[ir.Node] = {ir.Name(a.name) for a in function.arguments}
    assigned = [s for s in function.body if isinstance(s, ir.Assign)]
    varying |= {ir.Name(s.target) for s in assigned}
    return sum(weigh(s.value, varying) for s in assigned)
