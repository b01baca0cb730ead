"""The velocities of one element, by integrals anchored where they keep one sign (DESIGN 1e).

From y outwards, away from the summit, where the density falls; but towards the summit, and with the
integral beyond it added, where the score has its root further out.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from sympy import Symbol

from derive import ir
from derive.family import Family
from derive.lower import lower, operate
from derive.score.block import Block
from derive.score.constants import shape_names
from derive.score.integral import integrate, resolved
from derive.score.law import Law
from derive.score.line import BESIDE, STEP, T, Y
from derive.score.rule import FALL, NEAR_OCTAVES, element_rule, panel_rule
from derive.score.search import reach

NAN = ir.Number(float("nan"))
#: An element counts as far from the summit where h has fallen by this much; it goes outwards.
FAR = 5.0
#: The slope of h may decrease by such a factor on the way down.
BENT = 64.0
DROP = Symbol("drop", real=True)


def velocity(
    family: Family, law: Law, parameters: Sequence[str], at: ir.Node
) -> list[ir.Statement]:
    """Statements that leave v_<parameter> at ``at``, the standard member's variate."""
    names = shape_names(family)
    block = Block(names)
    block.let("y", operate("div", operate("sub", at, lower(law.start, {})), lower(law.factor, {})))
    from_summit(law, block, parameters)
    statements: list[ir.Statement] = list(block.statements)
    here = Block(names | {Y: ir.Name("y")})
    here.let_all(law.line.beside)
    slope = here.let("slope", law.slope)
    scale = here.let("line_scale", law.line.slope)
    own = operate("div", ir.Number(BENT * FALL), operate("abs", slope))
    most: ir.Node = ir.Select(ir.Name("above"), ir.Name("upper"), ir.Name("lower"))
    most = here.let("most", most)
    longest = here.let("longest", operate("min", own, operate("mul", ir.Number(4.0), most)))
    statements += here.statements
    away, back = any_of("outward", parameters), any_of("inward", parameters)
    side = ir.Name("side")
    statements += reach(law, here, "far", longest, side, NEAR_OCTAVES, away)
    outer = operate("mul", side, ir.Name("far"))
    statements += twice(law, here, "out", outer, parameters, "outward", away)
    inner = operate("neg", ir.Name("from_summit"))
    statements += twice(law, here, "back", inner, parameters, "inward", back)
    last = Block({})
    ended = last.let("ended", operate("lt", ir.Name("far"), longest))
    for name in parameters:
        finish(last, name, ended, scale, law)
    return [*statements, *last.statements]


def from_summit(law: Law, block: Block, parameters: Sequence[str]) -> None:
    """How far h has fallen from the summit, the scores here, and the directions."""
    move = Block(block.names | {Y: ir.Name("at_summit"), BESIDE: ir.Name("beside_summit")})
    move.names |= {T: ir.Name("y")}
    move.suffix = "_m"
    # What stands beside comes from w, for 1 - y has lost its digits.
    move.let_all((symbol, e) for symbol, e in law.line.beside if symbol != BESIDE)
    move.let(STEP, operate("sub", ir.Name("y"), ir.Name("at_summit")))
    move.let_all(law.line.between)
    drop = move.let("fallen", law.height_step)
    block.statements += move.statements
    block.let("from_summit", ir.Name("x_m"))
    block.let("drop", operate("neg", drop))
    above = block.let("above", operate("lt", ir.Name("at_summit"), ir.Name("y")))
    block.let("side", ir.Select(above, ir.Number(1.0), ir.Number(-1.0)))
    far = operate("lt", ir.Number(FAR), ir.Name("drop"))
    for name in parameters:
        own = Block(move.names, "_m")
        moved = own.let(f"moved_{name}", law.score_step(name))
        block.statements += own.statements
        excess = block.let(f"here_{name}", operate("sub", moved, ir.Name(f"mean_{name}")))
        # The integral over the side of y has the sign of -side * below.
        along = operate("mul", operate("mul", ir.Name("side"), ir.Name(f"below_{name}")), excess)
        outward: ir.Node = operate("or", operate("le", along, ir.Number(0.0)), far)
        outward = block.let(f"outward_{name}", outward)
        block.let(f"inward_{name}", operate("not", outward))


def any_of(kind: str, parameters: Sequence[str]) -> ir.Node:
    return either([ir.Name(f"{kind}_{n}") for n in parameters])


def either(conditions: Sequence[ir.Node]) -> ir.Node:
    first, *others = conditions
    return reduce(lambda a, b: operate("or", a, b), others, first)


def twice(
    law: Law, block: Block, prefix: str, way: ir.Node, parameters: Sequence[str], kind: str,
    when: ir.Node,
) -> list[ir.Statement]:  # fmt: skip
    """The integrals by the short rule, and by panels where that does not resolve one of them."""
    excess = {n: Symbol(f"here_{n}", real=True) for n in parameters}
    inside = block.inner("")
    inside.names |= {s: ir.Name(f"here_{n}") for n, s in excess.items()}
    integrands = {n: law.score_step(n) + excess[n] for n in parameters}
    short = integrate(law, inside, prefix, element_rule(), way, integrands, when)
    check = Block({})
    coarse = []
    for name in parameters:
        rough = operate("not", resolved(prefix, name))
        coarse.append(
            check.let(f"{prefix}_{name}_rough", operate("and", ir.Name(f"{kind}_{name}"), rough))
        )
    again = either(coarse)
    long = integrate(law, inside, f"{prefix}_long", panel_rule(), way, integrands, again)
    return [short, *check.statements, long]


def finish(block: Block, name: str, ended: ir.Node, scale: ir.Node, law: Law) -> None:
    """v from the integrals; nan where no rule resolved the integrand."""
    side = ir.Name("side")
    out, back = settled(block, "out", name), settled(block, "back", name)
    out = block.let(f"out_of_{name}", ir.Select(ended, out, NAN))
    outer: ir.Node = operate("mul", ir.Name("far"), out)
    beyond = block.let(
        f"beyond_{name}",
        operate(
            "mul",
            operate("mul", side, ir.Name(f"below_{name}")),
            ir.Call("exp", (ir.Name("drop"),)),
        ),
    )
    # Both integrals inwards are along -side, where t runs from y to the summit and on.
    length = operate("mul", side, ir.Name("from_summit"))
    inner: ir.Node = operate("neg", operate("add", beyond, operate("mul", length, back)))
    outer, inner = block.let(f"outer_{name}", outer), block.let(f"inner_{name}", inner)
    chosen = block.let(f"chosen_{name}", ir.Select(ir.Name(f"outward_{name}"), outer, inner))
    stretched = operate("mul", operate("mul", side, scale), chosen)
    block.let(f"v_{name}", operate("mul", lower(law.factor, {}), stretched))


def settled(block: Block, prefix: str, name: str) -> ir.Node:
    """The integral by the rule that resolves it."""
    fine = block.let(f"{prefix}_{name}_fine", resolved(f"{prefix}_long", name))
    long = block.let(
        f"{prefix}_{name}_best", ir.Select(fine, ir.Name(f"{prefix}_long_{name}"), NAN)
    )
    return block.let(
        f"{prefix}_{name}_settled",
        ir.Select(ir.Name(f"{prefix}_{name}_rough"), long, ir.Name(f"{prefix}_{name}")),
    )
