"""The law of a family's standard member: cdf, survival function and density at one point.

A point maps the names of the variable and of the shapes to numbers; all functions work at the
precision in force and are accurate in relative terms in both tails as far as what is stated is.
The first of these that a family states is used: log-density, cdf or sf, branches, reduction,
quantile, pdf.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, TypeAlias

from mpmath import mp
from sympy import Expr, Symbol

from derive.catalogue import resolve
from derive.family import Branch, Family
from derive.oracle import density, inversion, moments, tails
from derive.oracle.cancellation import complement
from derive.oracle.difference import derivative
from derive.oracle.numeric import compile_expression, exact

Point: TypeAlias = Mapping[str, Any]

#: The digits to which it is decided which tail is the lighter one.
FEW = 15


def value(expr: Expr, point: Point) -> Any:
    """``expr`` at ``point``; KeyError where that misses one of its symbols."""
    symbols = symbols_of(expr)
    return compile_expression(expr, symbols)(*(point[s.name] for s in symbols))


@cache
def symbols_of(expr: Expr) -> tuple[Symbol, ...]:
    """The free symbols of ``expr``, by name."""
    return tuple(sorted(expr.free_symbols, key=str))


def support(family: Family, point: Point) -> tuple[Any, Any]:
    """The two ends of the support at the point's shapes."""
    lower, upper = (value(end, point) for end in family.support)
    return lower, upper


def cdf(family: Family, point: Point) -> Any:
    """F at ``point``: an mpf, 0 below the support and 1 above it."""
    return tail(family, point, upper=False)


def sf(family: Family, point: Point) -> Any:
    """1 - F at ``point``: an mpf, 1 below the support and 0 above it."""
    return tail(family, point, upper=True)


def pdf(family: Family, point: Point) -> Any:
    """The density at ``point``, 0 outside the support: as stated, or by differentiation."""
    lower, upper = support(family, point)
    if not lower <= exact(point[family.variable.name]) <= upper:
        return mp.mpf(0)
    if family.log_density is not None:
        density = mp.exp(value(family.log_density, point))
        return density / moments.normaliser(family, point, mp.dps)
    return slope(family, point) if family.pdf is None else value(family.pdf, point)


def slope(family: Family, point: Point) -> Any:
    """dF/dz from the lighter tail, at about half of the digits in force; nan across a kink."""
    side = lighter(family, point)
    change = derivative(
        lambda t: tail(family, moved(family, point, t), side),
        exact(point[family.variable.name]),
        support(family, point),
    )
    return -change if side else change


def moved(family: Family, point: Point, z: Any) -> Point:
    """``point`` with its variable at ``z``."""
    return {**point, family.variable.name: z}


def lighter(family: Family, point: Point) -> bool:
    """True where the upper tail is the lighter one, to a few digits."""
    with mp.workdps(FEW):
        return bool(tail(family, point, upper=False) > mp.mpf("0.5"))


def tail(family: Family, point: Point, upper: bool) -> Any:
    """The upper or lower tail probability at ``point``."""
    z = exact(point[family.variable.name])
    low, high = support(family, point)
    if z <= low or z >= high:
        return mp.mpf(int((z <= low) == upper))
    return WAYS[ways(family)[0]](family, point, upper)


def ways(family: Family) -> list[str]:
    """The ways in which the family states its law, the one that is used first."""
    given = {
        "log_density": family.log_density is not None,
        "cdf": family.cdf is not None or family.sf is not None,
        "branches": bool(family.branches),
        "reduction": family.reduction is not None,
        "quantile": family.quantile is not None,
        "pdf": family.pdf is not None,
    }
    return [way for way, stated in given.items() if stated]


def direct(family: Family, point: Point, upper: bool) -> Any:
    """The tail from the stated cdf or sf."""
    return stated(family.cdf, family.sf, point, upper)


def branched(family: Family, point: Point, upper: bool) -> Any:
    """The tail from the branch that holds z."""
    branch = branch_at(family, point, exact(point[family.variable.name]))
    return stated(branch.cdf, branch.sf, point, upper)


def stated(below: Expr | None, above: Expr | None, point: Point, upper: bool) -> Any:
    """The tail from its own expression, or as the complement of the other tail's."""
    own, other = (above, below) if upper else (below, above)
    if own is not None:
        return value(own, point)
    assert other is not None
    return complement(lambda: value(other, point))


def branch_at(family: Family, point: Point, z: Any) -> Branch:
    """The first branch that holds ``z``; LookupError where the branches leave a gap."""
    for branch in family.branches:
        if value(branch.lower, point) <= z <= value(branch.upper, point):
            return branch
    raise LookupError(f"family {family.name}: no branch holds z = {mp.nstr(z, 17)}")


def reduced(family: Family, point: Point, upper: bool) -> Any:
    """The tail as a tail of the base, at the mapped point and its shapes."""
    assert family.reduction is not None
    base = resolve(family.reduction.base)
    shapes = {name: value(e, point) for name, e in family.reduction.shapes.items()}
    y = value(family.reduction.map, point)
    if mp.isnan(y):
        return y
    there = {**shapes, base.variable.name: y}
    if family.reduction.folded:
        outer = tail(base, there, upper=True) / 2
        return outer if (exact(point[family.variable.name]) > 0) == upper else 1 - outer
    return tail(base, there, upper == increasing(family, point))


def increasing(family: Family, point: Point) -> bool:
    """True where the reduction's map increases with z, seen from points spread over the support."""
    assert family.reduction is not None
    for digits in (mp.dps, 20 * mp.dps):
        with mp.workdps(digits):
            first, *_, last = spread(*support(family, point))
            here, there = (
                value(family.reduction.map, moved(family, point, z)) for z in (first, last)
            )
        if here != there:
            return bool(here < there)
    raise ArithmeticError(f"family {family.name}: its map is flat at {dict(point)}")


def spread(low: Any, high: Any) -> list[Any]:
    """Points in increasing order inside the interval, on both sides of its middle."""
    if mp.isfinite(low) and mp.isfinite(high):
        return [low + (high - low) * k / 8 for k in (1, 3, 4, 5, 7)]
    if mp.isfinite(low):
        return [low + mp.mpf(4) ** k for k in (-2, -1, 0, 1, 2)]
    return [x if mp.isinf(high) else high - 4**-x for x in map(mp.mpf, (-2, -1, 0, 1, 2))]


WAYS: Mapping[str, Callable[[Family, Point, bool], Any]] = {
    "log_density": tails.tail,
    "cdf": direct,
    "branches": branched,
    "reduction": reduced,
    "quantile": inversion.tail,
    "pdf": density.tail,
}
