"""Moments: what e^l and its product with a score integrate to over the whole support.

A log-density l that is not normalised lacks a term that depends on the shapes alone: its
normaliser is the mass of e^l, and that term's derivative the mean of the score.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from mpmath import mp
from sympy import Expr

from derive.family import Family
from derive.oracle.folded import halved, is_folded
from derive.oracle.line import Function, along, height_on, line_of
from derive.oracle.outward import one_side, summit
from derive.oracle.settle import GUARD, settle

Point = Mapping[str, Any]


@cache
def score(family: Family, parameter: str) -> Expr:
    """d log-density / d parameter."""
    symbol = next(p.symbol for p in family.parameters if p.name == parameter)
    assert family.log_density is not None
    return family.log_density.diff(symbol)


def shapes_of(family: Family, point: Point) -> tuple[tuple[str, Any], ...]:
    """The point's shapes, as a key."""
    return tuple((p.name, point[p.name]) for p in family.parameters)


def normaliser(family: Family, point: Point, digits: int) -> Any:
    """What e^l integrates to; 1 where the family says so."""
    if family.normalised:
        return mp.mpf(1)
    return moments(family, "", shapes_of(family, point), digits, mp.prec)


def centred(family: Family, parameter: str, point: Point, digits: int) -> Function:
    """The score as a function of z."""
    weight = along(score(family, parameter), family, point)
    if family.normalised:
        return weight
    shapes = shapes_of(family, point)
    mean = moments(family, parameter, shapes, digits, mp.prec)
    mean /= moments(family, "", shapes, digits, mp.prec)
    return lambda t: weight(t) - mean


@cache
def moments(
    family: Family, parameter: str, shapes: tuple[tuple[str, Any], ...], digits: int, prec: int
) -> Any:
    """The integral of e^l times dl/d(parameter), or alone without one, to ``digits`` digits.

    ``prec`` is the precision in force, by which results are told apart.
    """
    point = dict(shapes)
    with mp.workprec(prec), mp.workdps(max(mp.dps, digits + GUARD)):
        weight = along(score(family, parameter), family, point) if parameter else lambda t: 1
        return over_support(family, point, weight, digits)


def mass(family: Family, point: Point, digits: int) -> Any:
    """The integral of e^l over the support, by two quadratures outwards from near its summit."""
    if is_folded(family):
        return mass(halved(family), point, digits)

    def once() -> Any:
        return over_support(family, point, lambda t: 1, digits)

    return settle(once, digits, f"family {family.name}: the mass at {dict(point)}")


def over_support(family: Family, point: Point, weight: Function, digits: int) -> Any:
    """The integral of weight e^l over the support, at the precision in force."""
    log_density, line = along(family.log_density, family, point), line_of(family, point)
    height = height_on(line, log_density)
    top = summit(height)
    sides = [
        one_side(height, lambda w: weight(line.from_line(w)), top, upper, digits, height)[0]
        for upper in (False, True)
    ]
    z = line.from_line(top)
    return mp.exp(log_density(z)) * line.slope(top) * mp.fsum(sides)
