"""Searches by grids: the summit of a law, and how far a log-density must go to fall by FALL.

A grid is evaluated as one vector, so a search needs no derivatives and no safeguards: of a law with
one maximum the largest of the values is next to it, and the grid is drawn together around it.
"""

from __future__ import annotations

from derive import ir
from derive.lower import operate
from derive.score.block import Block
from derive.score.law import Law
from derive.score.line import W, X
from derive.score.rule import FALL, MAXIMUM, STEPS

#: Of w: beyond, e^w is no double; and how often the grid is drawn together, to a part of 16 each.
WIDEST, ROUNDS = 708.0, 12


def summit(law: Law, block: Block) -> list[ir.Statement]:
    """Statements that leave w of the largest h in ``summit``."""
    row = block.inner("_g")
    row.let(W, operate("add", ir.Name("summit"), operate("mul", ir.Name("width"), ir.Name("node"))))
    row.let_all(law.line.point)
    height = row.let("height", law.log_density + law.line.log_slope)
    step = Block({}, "")
    higher = step.let("higher", operate("lt", ir.Name("highest"), ir.Name("h_row")))
    fold = ir.Fold(
        MAXIMUM,
        tuple(row.statements),
        (ir.Assign("h_row", height), ir.Assign("w_row", row.names[W])),
        (ir.Assign("highest", ir.Number(float("-inf"))), ir.Assign("best", ir.Name("summit"))),
        (
            *step.statements,
            ir.Assign("best", ir.Select(higher, ir.Name("w_row"), ir.Name("best"))),
            ir.Assign("highest", ir.Select(higher, ir.Name("h_row"), ir.Name("highest"))),
        ),
    )
    narrower = operate("mul", ir.Name("width"), ir.Number(1 / 16))
    return [
        ir.Assign("summit", ir.Number(0.0)),
        ir.Assign("width", ir.Number(WIDEST)),
        ir.Iterate(
            ROUNDS,
            (fold, ir.Assign("summit", ir.Name("best")), ir.Assign("width", narrower)),
        ),
    ]


def reach(
    law: Law, block: Block, name: str, longest: ir.Node, side: ir.Node, octaves: ir.Table,
    when: ir.Node | None = None,
) -> list[ir.Statement]:  # fmt: skip
    """Statements that leave in ``name`` the distance from y over which h falls by FALL.

    Up to a sixty-fourth of its octave longer; more than ``longest`` where h does not fall so far.
    """
    octave, part = f"{name}_octave", name
    coarse = last_above(law, block, octave, longest, side, octaves, 1.0, when)
    fine = last_above(law, block, part, ir.Name(octave), side, STEPS, 1 / 64, when)
    return [coarse, fine]


def last_above(
    law: Law, block: Block, name: str, whole: ir.Node, side: ir.Node, table: ir.Table,
    next_part: float, when: ir.Node | None,
) -> ir.Fold:  # fmt: skip
    """The point of the grid after the last one at which h has not fallen by FALL."""
    row = block.inner(f"_{name}")
    length = row.let("length", operate("mul", whole, ir.Name("node")))
    row.let(X, operate("mul", side, length))
    row.let_all(law.line.moved)
    fallen = row.let("fallen", law.height_step)
    above = row.let("above", operate("lt", ir.Number(-FALL), fallen))
    after: ir.Node = (
        operate("add", length, length)
        if next_part == 1.0
        else operate("add", length, operate("mul", whole, ir.Number(next_part)))
    )
    after = row.let("after", after)
    least = row.let("least", operate("mul", whole, ir.Number(min(dict(table.columns)["node"]))))
    held = row.let("held", ir.Select(above, after, least))
    return ir.Fold(
        table,
        tuple(row.statements),
        (ir.Assign(f"{name}_row", held),),
        (ir.Assign(name, ir.Number(0.0)),),
        (ir.Assign(name, operate("max", ir.Name(name), ir.Name(f"{name}_row"))),),
        when,
    )
