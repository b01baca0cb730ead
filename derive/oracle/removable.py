"""Values at removable points of the parameter space, such as a shape that is exactly 0."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from mpmath import mp

from derive.domain import Parameter
from derive.family import Family
from derive.oracle.difference import step_at
from derive.oracle.numeric import compile_expression, exact

Point = Mapping[str, Any]


def across(family: Family, point: Point, f: Callable[[Point], Any]) -> Any:
    """``f(point)``; where that is nan, its limit from points whose shapes are moved a little.

    The mean of two opposite points, or a linear extrapolation from inside a closed end of a
    domain, so the error is of the order of the square of the step, 10^(-P/2) at P digits.
    """
    here = f(point)
    if not mp.isnan(here) or not family.parameters:
        return here
    digits = mp.dps
    with mp.workdps(2 * digits):
        edge = any(exact(point[p.name]) in ends(p) for p in family.parameters)
        weights = ((1, 2), (2, -1)) if edge else ((1, mp.mpf(1) / 2), (-1, mp.mpf(1) / 2))
        return mp.fsum(w * f(nudged(family, point, k, digits)) for k, w in weights)


def ends(parameter: Parameter) -> tuple[Any, Any]:
    """The ends of a parameter's domain as numbers."""
    low, high = (compile_expression(e, ())() for e in (parameter.lower, parameter.upper))
    return low, high


def nudged(family: Family, point: Point, times: int, digits: int) -> Point:
    """``point`` with each shape moved by ``times`` small steps, inwards at an end."""
    moved = dict(point)
    for p in family.parameters:
        x, (low, high) = exact(point[p.name]), ends(p)
        side = -1 if x == high else 1
        if not p.integer:
            moved[p.name] = x + times * side * step_at(x, (low, high), digits)
    return moved
