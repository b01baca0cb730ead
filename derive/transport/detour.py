"""Detour: a path in three legs where the straight one passes where the law has no limit."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from sympy import Expr, Symbol

from derive import ir
from derive.family import Detour, Family
from derive.lower import lower, operate


@dataclass(frozen=True)
class Legs:
    """Whether the path is parted, and the shapes and gaps of each of its legs."""

    parted: ir.Node
    paths: tuple[tuple[ir.Node, ...], ...]


def assemble_legs(family: Family) -> Legs | None:
    """None where the family states no detour."""
    detour = family.detour
    if detour is None:
        return None
    shapes = [p.symbol for p in family.parameters]
    start: dict[Symbol, Expr] = {s: s for s in shapes}
    end = {s: s + gap_symbol(s) for s in shapes}
    left = start | {detour.through: detour.value}
    right = end | {detour.through: detour.value}
    corners = (start, left, right, end)
    names: dict[Symbol, ir.Node] = {s: ir.Name(str(s)) for s in (*shapes, *map(gap_symbol, shapes))}
    paths = tuple(
        tuple(lower(e, names) for e in (*here.values(), *(there[s] - here[s] for s in shapes)))
        for here, there in pairwise(corners)
    )
    return Legs(passes(detour, names), paths)


def gap_symbol(shape: Symbol) -> Symbol:
    return Symbol(f"{shape}_gap", real=True)


def passes(detour: Detour, names: dict[Symbol, ir.Node]) -> ir.Node:
    """Whether the barrier is touched by one end or lies between, and is not kept clear of."""
    zero = ir.Number(0.0)
    gap = names[gap_symbol(detour.passing)]
    before = lower(detour.passing - detour.barrier, names)
    after = lower(detour.passing + gap_symbol(detour.passing) - detour.barrier, names)
    between = operate("le", operate("mul", before, after), zero)
    moving = operate("not", operate("eq", gap, zero))
    off = [
        operate("not", operate("eq", lower(e - detour.value, names), zero))
        for e in (detour.through, detour.through + gap_symbol(detour.through))
    ]
    return operate("and", operate("and", between, moving), operate("or", *off))
