"""Integrals of e^(h(t) - h(y)), alone and times scores, along one direction of the line from y.

Of each integral: its value over the unit interval, the parts of it that some of its Legendre
coefficients make up, and its absolute value, by which these are judged.
"""

from __future__ import annotations

from collections.abc import Mapping

from sympy import Expr, exp

from derive import ir
from derive.lower import operate
from derive.score.block import Block
from derive.score.law import Law
from derive.score.line import X
from derive.score.rule import COEFFICIENTS, EXACT, FALLEN


def integrate(
    law: Law, block: Block, prefix: str, table: ir.Table, way: ir.Node,
    integrands: Mapping[str, Expr | None], when: ir.Node | None = None,
) -> ir.Fold:  # fmt: skip
    """A fold over the nodes at ``way`` times the table's; None is the integrand 1.

    It leaves <prefix>_<name>, and with the endings of ``JUDGED`` what it is judged by.
    """
    row = block.inner(f"_{prefix}")
    row.let(X, operate("mul", way, ir.Name("node")))
    row.let_all(law.line.moved)
    weight = row.let("fall", exp(law.height_step))
    kept, start, step = [], [], []
    for name, integrand in integrands.items():
        value: ir.Node = weight
        if integrand is not None:
            value = operate("mul", row.let(f"{name}_score", integrand), weight)
        term = ir.Name(f"{prefix}_{name}_row")
        kept.append(ir.Assign(term.name, row.let(f"{name}_value", value)))
        parts = {
            "": operate("mul", ir.Name("weight"), term),
            "_size": operate("mul", ir.Name("weight"), operate("abs", term)),
        } | {f"_{c}": operate("mul", ir.Name(c), term) for c in COEFFICIENTS}
        for ending, part in parts.items():
            total = f"{prefix}_{name}{ending}"
            start.append(ir.Assign(total, ir.Number(0.0)))
            step.append(ir.Assign(total, operate("add", ir.Name(total), part)))
    return ir.Fold(table, tuple(row.statements), tuple(kept), tuple(start), tuple(step), when)


def resolved(prefix: str, name: str, noise_level: float) -> ir.Node:
    """Whether the integral is exact as far as its own coefficients tell.

    Those of a function that is smooth over the whole interval fall by equal factors, so the error,
    the first that is not resolved, is about last (last/middle)^2. A bend that is narrow beside the
    interval has coefficients that fall slowly from a small size, and an error of that size: these
    must be noise.
    """
    last, before, middle = (operate("abs", ir.Name(f"{prefix}_{name}_{c}")) for c in COEFFICIENTS)
    size = ir.Name(f"{prefix}_{name}_size")
    last = operate("add", last, before)
    error = operate("mul", operate("mul", last, last), last)
    limit = operate("mul", operate("mul", middle, middle), operate("mul", ir.Number(EXACT), size))
    small = operate("le", last, operate("mul", ir.Number(FALLEN), middle))
    noise = operate("le", last, operate("mul", ir.Number(noise_level), size))
    return operate("or", noise, operate("and", small, operate("le", error, limit)))
