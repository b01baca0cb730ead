"""Iterated: quantiles without a formula, by Newton's method on log F - log(1 - F) of the law's own.

The logarithm of a small level has lost digits of it, so the last step is by the tail itself.

They exist where log F, log(1 - F) and log p have forms.
"""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Expr, Integer, Rational

from derive import ir
from derive.assemble import NAN, standard_member
from derive.domain import LOC, SCALE
from derive.family import Family, U
from derive.law.choose import QUANTILES, Law
from derive.law.kernel import (
    ONE,
    ZERO,
    at_level,
    build,
    is_level,
    level_names,
    leveled,
    logit,
    scaled,
    velocity_name,
)
from derive.lower import lower, operate, select
from derive.transport.coordinate import DELTA, HERE, LINE, SIGNED, START, UNIT, Coordinate
from derive.transport.path import Body

#: What is needed.
LOGARITHMS = ("logpdf", "logcdf", "logsf")
NEEDED = (*LOGARITHMS, "cdf", "sf")
#: The longest step by which the tail itself, and not its logarithm, mends the last digits.
SHORT = 1e-6
#: The call of the point at a logit.
QUANTILE = "_quantile"


def list_iterated(law: Law) -> list[str]:
    """The quantiles that have no form of their own and can be iterated."""
    known = all(name in law.forms for name in NEEDED) and place(law.family) is not None
    return [name for name in QUANTILES if known and name not in law.forms]


def place(family: Family) -> tuple[Coordinate, Expr] | None:
    """Where the steps are taken, and from where; None where the ends are not simple numbers."""
    low, high = family.support
    if not (low.is_number and high.is_number) or family.periodic:
        return None
    if (low, high) == (0, 1):
        return UNIT, Rational(1, 2)
    if low == 0 or high == 0:
        return SIGNED, Integer(1 if low == 0 else -1)
    return (LINE, Integer(0)) if low < 0 < high else None


def assemble_quantiles(law: Law) -> Iterator[ir.Function]:
    """The quantiles, and what the parameters do to the first."""
    family, names = law.family, list_iterated(law)
    for name in names:
        value = scaled(family, quantile(family, QUANTILES[name]))
        yield build(family, f"_{name}", [value], leveled)
    if "ppf" in names:
        yield from motions(family)


def assemble_steps(family: Family) -> tuple[ir.Function, ir.Function]:
    """``_tails`` and ``_displaced`` as the runtime's ``solve`` asks for them."""
    found = place(family)
    assert found is not None
    line, _ = found
    shapes = [p.name for p in family.parameters]
    body = Body()
    given = (ir.Name("y"), *map(ir.Name, shapes), *standard_member(family))
    density, below, above = (body.define(n, ir.Call(f"_{n}", given)) for n in LOGARITHMS)
    along = body.define("along", slope(line, ir.Name("y")))
    # In the exponent: the density in y may be no double where the one in w is.
    size = body.define("size", ir.Call("log", (operate("abs", along),)))
    hazards = [
        ir.Call("exp", (operate("add", operate("sub", density, tail), size),))
        for tail in (below, above)
    ]
    total = operate("add", *hazards)
    rising = operate("lt", ir.Number(0.0), along)
    steep = body.define("steep", select(rising, total, operate("neg", total)))
    tails = ir.Function(
        "_tails",
        tuple(map(ir.Argument, ("y", *shapes))),
        tuple(body.statements),
        (below, above, steep),
    )
    move = Body()
    there = move.define("there", lower(line.place, {START: ir.Name("y"), DELTA: ir.Name("x")}))
    arguments = (ir.Argument("y"), ir.Argument("x"))
    return tails, ir.Function("_displaced", arguments, tuple(move.statements), (there,))


def slope(line: Coordinate, y: ir.Node) -> ir.Node:
    """dy/dw."""
    return lower(line.stretch.subs(DELTA, 0), {START: y, HERE: y})


def quantile(family: Family, upper: bool) -> ir.Node:
    """The standard quantile at a level, the ends of the support at 0 and 1."""
    names = level_names(family)
    shapes = [ir.Name(p.name) for p in family.parameters]
    found = ir.Call(QUANTILE, (logit(family, upper), *shapes))
    return at_level(family, mended(family, found, names[U], upper), names, upper)


def mended(family: Family, found: ir.Node, u: ir.Node, upper: bool) -> ir.Node:
    """``found`` after one step of Newton's on the tail, where that is the lighter one."""
    line_and_start = place(family)
    assert line_and_start is not None
    line, _ = line_and_start
    given = (found, *(ir.Name(p.name) for p in family.parameters), *standard_member(family))
    missing = operate("sub", u, ir.Call("_sf" if upper else "_cdf", given))
    along = slope(line, found)
    size = ir.Call("log", (operate("abs", along),))
    rate = ir.Call("exp", (operate("add", ir.Call("_logpdf", given), size),))
    step: ir.Node = operate("div", operate("neg", missing) if upper else missing, rate)
    step = select(operate("lt", ZERO, along), step, operate("neg", step))
    small = operate("lt", operate("abs", step), ir.Number(SHORT))
    light = operate("lt", u, ir.Number(0.5))
    return select(operate("and", small, light), ir.Call("_displaced", (found, step)), found)


def motions(family: Family) -> Iterator[ir.Function]:
    """dQ/dtheta: the velocity at Q."""
    u = level_names(family)[U]
    inner = operate("and", operate("lt", ZERO, u), operate("lt", u, ONE))
    found = quantile(family, False)
    shapes = [ir.Name(p.name) for p in family.parameters]
    for name in family.differentiable:
        value: ir.Node = ir.Call(velocity_name(name), (found, *shapes, *standard_member(family)))
        inside: ir.Node = inner
        if family.located_scaled and name in (LOC.name, SCALE.name):
            value, inside = (ONE if name == LOC.name else found), is_level(u)
        elif family.located_scaled:
            value = operate("mul", ir.Name(SCALE.name), value)
        yield build(family, f"_dppf_d{name}", [select(inside, value, NAN)], leveled)
