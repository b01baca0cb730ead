"""Element: how far one element is from the summit, and its integrals by rules that resolve them."""

from __future__ import annotations

from collections.abc import Mapping

from sympy import Expr

from derive import ir
from derive.lower import fold, operate
from derive.score.block import Block
from derive.score.integral import integrate, resolved
from derive.score.law import Law
from derive.score.line import BESIDE, STEP, T, Y
from derive.score.rule import FALL, NOISE, NOISE_OF_PANELS, element_rule, panel_rule

NAN = ir.Number(float("nan"))
#: An element counts as far from the summit where h has fallen by this much; it goes outwards.
FAR = 5.0
#: The slope of h may decrease by such a factor on the way down.
BENT = 64.0


def fall_from_summit(law: Law, block: Block) -> Block:
    """``from_summit``, ``drop`` of h, and the ``side`` of y, which is ``above`` the summit or not.

    The block that is given back knows y as moved from the summit.
    """
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
    return move


def farthest(law: Law, here: Block) -> ir.Node:
    """How far outwards h is looked at, by its slope and by how far it reaches from the summit."""
    slope = here.let("slope", law.slope)
    own = operate("div", ir.Number(BENT * FALL), operate("abs", slope))
    most: ir.Node = ir.Select(ir.Name("above"), ir.Name("upper"), ir.Name("lower"))
    most = here.let("most", most)
    return here.let("longest", operate("min", own, operate("mul", ir.Number(4.0), most)))


def twice(
    law: Law, block: Block, prefix: str, way: ir.Node, integrands: Mapping[str, Expr | None],
    wanted: Mapping[str, ir.Node], when: ir.Node,
) -> list[ir.Statement]:  # fmt: skip
    """The integrals by the short rule, and by panels where that does not resolve a wanted one."""
    short = integrate(law, block, prefix, element_rule(), way, integrands, when)
    check = Block({})
    coarse: list[ir.Node] = []
    for name, asked in wanted.items():
        rough = operate("not", resolved(prefix, name, NOISE))
        coarse.append(check.let(f"{prefix}_{name}_rough", operate("and", asked, rough)))
    again = fold("or", coarse)
    long = integrate(law, block, f"{prefix}_long", panel_rule(), way, integrands, again)
    return [short, *check.statements, long]


def settled(block: Block, prefix: str, name: str) -> ir.Node:
    """The integral by the rule that resolves it."""
    fine = block.let(f"{prefix}_{name}_fine", resolved(f"{prefix}_long", name, NOISE_OF_PANELS))
    long = block.let(
        f"{prefix}_{name}_best", ir.Select(fine, ir.Name(f"{prefix}_long_{name}"), NAN)
    )
    return block.let(
        f"{prefix}_{name}_settled",
        ir.Select(ir.Name(f"{prefix}_{name}_rough"), long, ir.Name(f"{prefix}_{name}")),
    )
