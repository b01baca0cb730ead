"""What depends on the shapes only: summit, reaches, mean scores. Law in, function out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sympy import Expr, Symbol

from derive import ir
from derive.family import Family
from derive.lower import fold, operate
from derive.score.block import Block
from derive.score.integral import integrate, resolved
from derive.score.law import Law
from derive.score.line import W
from derive.score.rule import NOISE_OF_PANELS, OCTAVES, panel_rule
from derive.score.search import reach, summit

#: The longest reach, in w.
LONGEST = ir.Number(20000.0)
SIDES = {"lower": ir.Number(-1.0), "upper": ir.Number(1.0)}


def results(law: Law) -> list[str]:
    """The names of what ``constants`` gives."""
    scores = [f"{kind}_{name}" for name in law.scores for kind in ("mean", "below")]
    return ["at_summit", "beside_summit", "lower", "upper", *scores]


def shape_names(family: Family) -> dict[Symbol, ir.Node]:
    return {p.symbol: ir.Name(p.name) for p in family.parameters}


def constants(family: Family, law: Law) -> ir.Function:
    """The function of the shapes; nan in its first result where it cannot vouch for the others."""
    integrands = {"mass": None} | {n: law.score_step(n) for n in law.scores}
    last = Block({})
    for name in law.scores:
        mean = last.let(f"mean_{name}", operate("div", total(name), total("mass")))
        there = operate("mul", mean, ir.Name("to_lower_mass"))
        rest = operate("sub", ir.Name(f"to_lower_{name}"), there)
        last.let(f"below_{name}", operate("mul", ir.Name("lower"), rest))
    return of_shapes("_constants", family, law, integrands, last, results(law)[2:])


def of_shapes(
    called: str, family: Family, law: Law, integrands: Mapping[str, Expr | None], last: Block,
    given: Sequence[str],
) -> ir.Function:  # fmt: skip
    """The summit and what stands beside it, then the ``given``, which ``last`` leaves.

    ``last`` may use the reaches to both sides and the integrals over these.
    """
    block = Block(shape_names(family))
    statements: list[ir.Statement] = summit(law, block)
    block.let(W, ir.Name("summit"))
    block.let_all(law.line.point)
    statements += block.statements
    judged: list[ir.Node] = []
    for name, side in SIDES.items():
        statements += reach(law, block, name, LONGEST, side, OCTAVES)
        way = operate("mul", side, ir.Name(name))
        statements.append(integrate(law, block, f"to_{name}", panel_rule(), way, integrands))
        judged += [operate("lt", ir.Name(name), LONGEST)]
        judged += [resolved(f"to_{name}", n, NOISE_OF_PANELS) for n in integrands]
    sound = last.let("sound", fold("and", judged))
    point = [str(s) for s, _ in law.line.point]
    summit_y, companion = ir.Name("y"), ir.Name("beside" if "beside" in point else "y")
    first = last.let("at_summit", ir.Select(sound, summit_y, ir.Number(float("nan"))))
    return ir.Function(
        called,
        tuple(ir.Argument(p.name) for p in family.parameters),
        (*statements, *last.statements),
        (first, companion, *map(ir.Name, given)),
    )


def total(name: str) -> ir.Node:
    """The integral over both sides."""
    parts = [operate("mul", ir.Name(side), ir.Name(f"to_{side}_{name}")) for side in SIDES]
    return operate("add", *parts)
