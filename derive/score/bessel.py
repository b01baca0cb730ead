"""Kernels of Bessel's K by the trapezoidal rule (DLMF 10.32.9),

    e^x K_nu(x) = int_0^oo e^(-x (cosh u - 1)) cosh(nu u) du.

With r = sqrt(nu^2 + x^2), the exponent has its summit at u0 = asinh(nu/x) and falls from there by
(r - nu)(cosh d - 1) + nu (e^d - 1 - d) at u0 + d: a sum of what is positive. The integrand is even
and analytic in a strip, so the rule's error falls exponentially with the number of nodes; it is
told by the difference between the even nodes and the odd ones (Trefethen, Weideman 2014).
"""

from __future__ import annotations

from functools import cache

from sympy import (
    Abs,
    Expr,
    Integer,
    Max,
    Min,
    Piecewise,
    Rational,
    Symbol,
    asinh,
    exp,
    log,
    sinh,
    sqrt,
)

from derive import ir
from derive.functions import expm1_excess
from derive.functions.bessel import BESSELS
from derive.lower import operate
from derive.score.block import Block

#: Nodes: at nu = 1, x = 1e-6 they are 0.2 apart, and the error is e^(-pi^2/0.2).
NODES = 96
#: The even nodes and the odd ones may differ by this part of the integral: the rule of both errs by
#: the square of it.
RESOLVED = 3e-8
#: The integrand is cut where it has fallen by so much.
CUT = 40
NU, ARG = Symbol("nu", real=True), Symbol("arg", positive=True)
ORDER, R, LACK, TOP = (Symbol(n, positive=True) for n in ("order", "r", "lack", "top"))
LEFT, RIGHT, GAP, K = (Symbol(n, positive=True) for n in ("left", "right", "gap", "k"))
D, U, HALF_SINH, TERM, BACK = (
    Symbol(n, real=True) for n in ("d", "u", "half_sinh", "term", "back")
)

#: nu (d - 1 + e^-d) and (r - nu)(cosh d - 1) are CUT at these distances or before.
by_order = CUT / Max(ORDER, Rational(1, 10**300)) + sqrt(2 * CUT / Max(ORDER, Rational(1, 10**300)))
by_lack = 2 * asinh(sqrt(CUT / (2 * LACK)))

PREPARED = (
    (ORDER, Abs(NU)),
    (R, sqrt(ORDER**2 + ARG**2)),
    (LACK, ARG * (ARG / (R + ORDER))),
    (TOP, asinh(ORDER / ARG)),
    (LEFT, Min(TOP, by_order, by_lack)),
    (RIGHT, 2 * asinh(sqrt(CUT / (2 * R)))),
    (GAP, (LEFT + RIGHT) / (NODES - 1)),
)
NODE = (
    (D, K * GAP - LEFT),
    (U, D + TOP),
    (HALF_SINH, sinh(D / 2)),
    (BACK, exp(-2 * ORDER * U)),
    (TERM, exp(-(2 * LACK * HALF_SINH**2 + ORDER * (D**2 * expm1_excess(D))))),
)
#: Of each function: what is averaged, and what is made of its mean.
EVEN, ODD = (1 + BACK) / 2, (1 - BACK) / 2
AVERAGED: dict[str, Expr] = {
    "log_besselk": EVEN,
    "besselk_order": U * ODD,
    "besselk_excess": 2 * sinh(U / 2) ** 2 * EVEN,
}


def rows() -> ir.Table:
    """The nodes' numbers, their weights, that of 0 halved, and the same with alternating signs."""
    weights = [0.5, *[1.0] * (NODES - 1)]
    signs = [w * (-1.0) ** k for k, w in enumerate(weights)]
    columns = (("number", tuple(map(float, range(NODES)))), ("weight", tuple(weights)))
    return ir.Table("TRAPEZOID", (*columns, ("sign", tuple(signs))))


@cache
def kernel(name: str) -> ir.Function:
    """The function ``name`` of an order and an argument; nan where its nodes are too far apart."""
    block = Block({NU: ir.Name("nu"), ARG: ir.Name("arg")}, "_b")
    block.let_all(PREPARED)
    row = Block(block.names | {K: ir.Name("number")}, "_n")
    row.let_all(NODE)
    kept = [ir.Assign("mass_row", row.let("mass", TERM * EVEN))]
    if name != "log_besselk":
        kept.append(ir.Assign("part_row", row.let("part", TERM * AVERAGED[name])))
    start, step = [], []
    for total, column, term in (
        ("mass", "weight", "mass_row"), ("odd", "sign", "mass_row"), ("part", "weight", "part_row"),
    )[: 3 if len(kept) > 1 else 2]:  # fmt: skip
        start.append(ir.Assign(total, ir.Number(0.0)))
        product = operate("mul", ir.Name(column), ir.Name(term))
        step.append(ir.Assign(total, operate("add", ir.Name(total), product)))
    fold = ir.Fold(rows(), tuple(row.statements), tuple(kept), tuple(start), tuple(step))
    last = Block(block.names)
    result = last.let("result", finish(name, last))
    limit = operate("mul", ir.Number(RESOLVED), ir.Name("mass"))
    sound = last.let("sound", operate("le", operate("abs", ir.Name("odd")), limit))
    value = last.let("value", ir.Select(sound, result, ir.Number(float("nan"))))
    arguments = (ir.Argument("nu"), ir.Argument("arg"))
    body: tuple[ir.Statement, ...] = (*block.statements, fold, *last.statements)
    return ir.Function(name, arguments, body, (value,), DOCUMENTS[name])


def finish(name: str, block: Block) -> Expr:
    """The function from the sums."""
    mass, part = Symbol("mass", positive=True), Symbol("part", real=True)
    block.names |= {mass: ir.Name("mass"), part: ir.Name("part")}
    if name == "log_besselk":
        return ORDER * (TOP - ORDER / (R + ARG)) + log(GAP * mass)
    if name == "besselk_order":
        return Piecewise((-part / mass, Integer(0) > NU), (part / mass, True))
    return part / mass


DOCUMENTS = {kind.__name__: str(kind.__doc__) for kind in BESSELS}
