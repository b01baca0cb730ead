"""The velocities of one element, by integrals anchored where they keep one sign (DESIGN 1e).

From y outwards, away from the summit, where the density falls; but towards the summit, and with the
integral beyond it added, where the score has its root further out.
"""

from __future__ import annotations

from collections.abc import Sequence

from sympy import Symbol

from derive import ir
from derive.family import Family
from derive.lower import fold, lower, operate
from derive.score.block import Block
from derive.score.constants import shape_names
from derive.score.element import FAR, NAN, fall_from_summit, farthest, settled, twice
from derive.score.law import Law
from derive.score.line import Y
from derive.score.rule import NEAR_OCTAVES
from derive.score.search import reach


def velocity(
    family: Family, law: Law, parameters: Sequence[str], at: ir.Node
) -> list[ir.Statement]:
    """Statements that leave v_<parameter> at ``at``, the standard member's variate."""
    names = shape_names(family)
    block = Block(names)
    block.let("y", law.to_line(at))
    from_summit(law, block, parameters)
    statements: list[ir.Statement] = list(block.statements)
    here = Block(names | {Y: ir.Name("y")})
    here.let_all(law.line.beside)
    longest = farthest(law, here)
    scale = here.let("line_scale", law.line.slope)
    statements += here.statements
    outward, inward = ({n: ir.Name(f"{k}_{n}") for n in parameters} for k in ("outward", "inward"))
    away, back = (fold("or", [*kind.values()]) for kind in (outward, inward))
    side = ir.Name("side")
    statements += reach(law, here, "far", longest, side, NEAR_OCTAVES, away)
    outer = operate("mul", side, ir.Name("far"))
    scores = here.inner("")
    excess = {n: Symbol(f"here_{n}", real=True) for n in parameters}
    scores.names |= {s: ir.Name(f"here_{n}") for n, s in excess.items()}
    integrands = {n: law.score_step(n) + excess[n] for n in parameters}
    statements += twice(law, scores, "out", outer, integrands, outward, away)
    inner = operate("neg", ir.Name("from_summit"))
    statements += twice(law, scores, "back", inner, integrands, inward, back)
    last = Block({})
    ended = last.let("ended", operate("lt", ir.Name("far"), longest))
    for name in parameters:
        finish(last, name, ended, scale, law)
    return [*statements, *last.statements]


def from_summit(law: Law, block: Block, parameters: Sequence[str]) -> None:
    """How far h has fallen from the summit, the scores here, and the directions."""
    move = fall_from_summit(law, block)
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
