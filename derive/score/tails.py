"""Tails of a law that is known by its log-density: log F, log(1 - F) and the density, in w.

The tail beyond an element, away from the summit, is integrated outwards. The other one is what that
leaves, or where the outer one is the heavier, what lies beyond the summit and between them. All are
relative to the same whole, so no normaliser is needed, and the lighter is a sum of positive terms.
"""

from __future__ import annotations

from derive import ir
from derive.family import Family
from derive.lower import operate
from derive.score.block import Block
from derive.score.constants import of_shapes, shape_names
from derive.score.element import NAN, fall_from_summit, farthest, settled, twice
from derive.score.law import Law
from derive.score.line import T, X, Y
from derive.score.rule import NEAR_OCTAVES
from derive.score.search import reach

#: What is known of the law at given shapes: its summit, reaches, and the mass on either side of it.
MASSES = ("at_summit", "beside_summit", "lower", "upper", "mass_below", "mass_above")
ALL: dict[str, None] = {"mass": None}
#: log 1/2, below which a tail leaves the other one enough.
HEAVY = -0.6931471805599453


def masses(family: Family, law: Law) -> ir.Function:
    """MASSES of the shapes, in units of the density at the summit; nan first where it cannot."""
    last = Block({})
    for name, side in (("mass_below", "lower"), ("mass_above", "upper")):
        last.let(name, operate("mul", ir.Name(side), ir.Name(f"to_{side}_mass")))
    return of_shapes("_masses", family, law, ALL, last, MASSES[2:])


def tails(family: Family, law: Law) -> ir.Function:
    """log F, log(1 - F), the slope of log F - log(1 - F) in w, and log dF/dw at y.

    Of the shapes and their MASSES. The slope is not left to e^(log dF/dw - log F), which far out
    has no digits.
    """
    names = shape_names(family)
    block = Block(names)
    fall_from_summit(law, block)
    statements: list[ir.Statement] = list(block.statements)
    here = Block(names | {Y: ir.Name("y")})
    here.let_all(law.line.beside)
    longest = farthest(law, here)
    always = here.let("always", operate("eq", ir.Name("y"), ir.Name("y")))
    statements += here.statements
    side, far = ir.Name("side"), ir.Name("far")
    statements += reach(law, here, "far", longest, side, NEAR_OCTAVES, always)
    wanted = {"mass": always}
    statements += twice(law, here, "out", operate("mul", side, far), ALL, wanted, always)
    outer = Block({})
    heavy = weigh_outer(outer, operate("lt", far, longest))
    statements += outer.statements
    inwards = operate("neg", ir.Name("from_summit"))
    statements += twice(law, here, "back", inwards, ALL, {"mass": heavy}, heavy)
    last = Block({})
    weigh_inner(last)
    given = ("y", *(p.name for p in family.parameters), *MASSES)
    return ir.Function(
        "_tails",
        tuple(map(ir.Argument, given)),
        (*statements, *last.statements),
        tuple(map(ir.Name, ("log_below", "log_above", "steep", "log_rate"))),
    )


def weigh_outer(block: Block, ended: ir.Node) -> ir.Node:
    """``log_outer`` of the tail beyond y; whether it is the heavier one. nan is not resolved."""
    total = block.let("total", operate("add", ir.Name("mass_below"), ir.Name("mass_above")))
    level = block.let("level", operate("add", ir.Name("drop"), ir.Call("log", (total,))))
    integral = operate("mul", ir.Name("far"), settled(block, "out", "mass"))
    outer = block.let("outer", ir.Select(ended, integral, NAN))
    log_outer = block.let("log_outer", operate("sub", ir.Call("log", (outer,)), level))
    return block.let("heavy", operate("lt", ir.Number(HEAVY), log_outer))


def weigh_inner(block: Block) -> None:
    """The logarithms of both tails and of the density, and the slope."""
    fall = ir.Call("exp", (operate("neg", ir.Name("drop")),))
    between = operate("mul", operate("abs", ir.Name("from_summit")), settled(block, "back", "mass"))
    beyond = ir.Select(ir.Name("above"), ir.Name("mass_below"), ir.Name("mass_above"))
    mass = operate("add", block.let("beyond", beyond), operate("mul", between, fall))
    inner = ir.Call("log", (operate("div", mass, ir.Name("total")),))
    log_outer, above = ir.Name("log_outer"), ir.Name("above")
    left = ir.Call("log1p", (operate("neg", ir.Call("exp", (log_outer,))),))
    parts = (block.let("left", left), block.let("inner", inner))
    rest = block.let("rest", ir.Select(ir.Name("heavy"), parts[1], parts[0]))
    block.let("log_below", ir.Select(above, rest, log_outer))
    block.let("log_above", ir.Select(above, log_outer, rest))
    rate = block.let("log_rate", operate("neg", ir.Name("level")))
    own = operate("div", ir.Number(1.0), ir.Name("outer"))
    block.let("steep", operate("add", own, ir.Call("exp", (operate("sub", rate, rest),))))


def displaced(family: Family, law: Law) -> ir.Function:
    """The point that is x further in w than y."""
    block = Block(shape_names(family) | {Y: ir.Name("y"), X: ir.Name("x")})
    block.let_all(law.line.beside)
    block.let_all(law.line.moved)
    arguments = (ir.Argument("y"), ir.Argument("x"))
    return ir.Function("_displaced", arguments, tuple(block.statements), (block.names[T],))
