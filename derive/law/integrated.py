"""Integrated: the functions of a law that is known by its log-density alone, by its own tails.

Their further arguments are what ``derive.score.tails`` knows of the law at its shapes. The density
is relative to the whole, so one that is not normalised has one too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sympy import Abs, Expr

from derive import ir
from derive.assemble import INFINITY, arguments, measured, name_symbols, standardise
from derive.domain import SCALE
from derive.family import Family
from derive.law.choose import QUANTILES, TAILS
from derive.law.kernel import (
    at_ends,
    at_level,
    build,
    inside,
    level_names,
    leveled,
    limits,
    logit,
    scaled,
    within,
    without_nothing,
)
from derive.lower import lower, operate, select
from derive.score.block import Block
from derive.score.law import Law as Line
from derive.score.law import state
from derive.score.line import BESIDE, Y
from derive.score.tails import MASSES

#: The calls: of the tails at a point, and of the point at a logit.
TAILS_OF, QUANTILE = "_tails", "_quantile"
Given = Callable[[Family], tuple[ir.Argument, ...]]


def assemble_integrated(family: Family) -> Iterator[ir.Function]:
    """log p, the tails, their logarithms and the quantiles."""
    line = state(family)
    yield log_density(family, line)
    for name, flags in TAILS.items():
        yield tail(family, line, name, *flags)
    for name, upper in QUANTILES.items():
        yield quantile(family, line, name, upper)


def with_masses(given: Given) -> Given:
    """The same arguments, then MASSES."""
    return lambda family: (*given(family), *map(ir.Argument, MASSES))


def at_point(family: Family, line: Line) -> Block:
    """``y`` on the line, and ``tails`` there."""
    block = Block(name_symbols(family))
    block.let("y", line.to_line(standardise(family)))
    shapes = [ir.Name(p.name) for p in family.parameters]
    call = ir.Call(TAILS_OF, (ir.Name("y"), *shapes, *map(ir.Name, MASSES)))
    block.statements.append(ir.Assign("tails", call))
    return block


def is_backwards(line: Line) -> bool:
    return bool(line.factor < 0)


def after(block: Block, function: ir.Function) -> ir.Function:
    """``function`` with the block's statements before its own."""
    body = (*block.statements, *function.body)
    return ir.Function(function.name, function.arguments, body, function.results)


def log_density(family: Family, line: Line) -> ir.Function:
    """log dF/dw less log dz/dw; at a finite end from the summit, for w is infinite there."""
    block, names = at_point(family, line), name_symbols(family)
    block.names[Y] = ir.Name("y")
    block.let_all(line.line.beside)
    size: ir.Node = lower(Abs(line.factor), {})
    if family.located_scaled:
        size = operate("mul", size, ir.Name(SCALE.name))
    steep = operate("mul", size, block.let("steep", line.line.slope))
    value: ir.Node = operate("sub", ir.Item("tails", 3), ir.Call("log", (steep,)))
    for end in (e for e in family.support if e.is_finite):
        there = block.let(
            f"end_{end}", density_at(line, (end - line.start) / line.factor, block, size)
        )
        at_end = operate("eq", measured(family, end, names), lower(end, names))
        value = select(at_end, there, value)
    value = at_ends(family, "logpdf", value, names)
    value = inside(family, names, value, operate("neg", INFINITY))
    return after(block, build(family, "_logpdf", [value], with_masses(arguments)))


def density_at(line: Line, end: Expr, block: Block, size: ir.Node) -> ir.Node:
    """log p at an end of the line's interval."""
    form = without_nothing(without_nothing(line.log_density, Y), BESIDE)
    ends = {Y: lower(end, {}), BESIDE: lower(1 - end, {})}
    summit = {Y: ir.Name("at_summit"), BESIDE: ir.Name("beside_summit")}
    there, top, slope = (
        lower(e, block.names | names)
        for e, names in ((form, ends), (line.log_density, summit), (line.line.slope, summit))
    )
    total = operate("add", ir.Name("mass_below"), ir.Name("mass_above"))
    whole = ir.Call("log", (operate("mul", operate("mul", total, slope), size),))
    return operate("sub", operate("sub", there, top), whole)


def tail(family: Family, line: Line, name: str, upper: bool, logarithmic: bool) -> ir.Function:
    """One tail or its logarithm; on a line that runs backwards they change places."""
    value: ir.Node = ir.Item("tails", int(upper != is_backwards(line)))
    value = value if logarithmic else ir.Call("exp", (value,))
    value = within(family, name_symbols(family), value, *limits(upper, logarithmic))
    function = build(family, f"_{name}", [value], with_masses(arguments))
    return after(at_point(family, line), function)


def quantile(family: Family, line: Line, name: str, upper: bool) -> ir.Function:
    """The point at which log F - log(1 - F) is that of the level; the ends at 0 and 1."""
    shapes = [ir.Name(p.name) for p in family.parameters]
    given = (logit(family, upper != is_backwards(line)), *shapes, *map(ir.Name, MASSES))
    value = line.from_line(ir.Call(QUANTILE, given))
    value = scaled(family, at_level(family, value, level_names(family), upper))
    return build(family, f"_{name}", [value], with_masses(leveled))
