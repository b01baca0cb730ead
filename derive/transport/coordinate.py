"""Coordinate: where a displacement keeps to the support and tails are smooth. Family in."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sympy import Abs, Expr, Integer, Piecewise, Symbol, cosh, exp, sinh

from derive.family import Family
from derive.functions import hypot1

DELTA, START, HERE = (Symbol(n, real=True) for n in ("delta_y", "start_x", "here_x"))


@dataclass(frozen=True)
class Coordinate:
    """HERE at a displacement DELTA from START, and dx/d(DELTA) there."""

    name: str
    place: Expr
    stretch: Expr


#: e^(asinh x) and its inverse, neither by a difference.
ABOVE = Piecewise((START + hypot1(START), START >= 0), (1 / (hypot1(START) - START), True))
#: sinh(asinh START + DELTA), as a sum for a small displacement, which keeps the digits near 0.
LINE = Coordinate(
    "asinh x",
    Piecewise(
        (START * cosh(DELTA) + hypot1(START) * sinh(DELTA), Abs(DELTA) < 1),
        (ABOVE * exp(DELTA) / 2 - exp(-DELTA) / (2 * ABOVE), True),
    ),
    hypot1(HERE),
)
SIGNED = Coordinate("log |x|", START * exp(DELTA), HERE)
UNIT = Coordinate(
    "logit x",
    START / (START + (1 - START) * exp(-DELTA)),
    HERE * ((1 - START) / (START * exp(DELTA) + (1 - START))),
)


def coordinate(family: Family) -> Coordinate:
    """log |x| for laws on one side of 0 and for even ones, logit x on (0, 1), else asinh x.

    Of a family with a chart that of y, which has no ends.
    """
    if family.chart is not None:
        return replace(LINE, name=f"asinh y, y = {family.chart.name}")
    low, high = family.support
    if (low, high) == (Integer(0), Integer(1)):
        return UNIT
    one_sided = bool(low.is_nonnegative or high.is_nonpositive)
    return SIGNED if one_sided or is_even(family) else LINE


def is_even(family: Family) -> bool:
    """Whether the law is even, so that 0 stays and a sign is kept."""
    return family.even or (family.reduction is not None and family.reduction.folded)
