"""The law of a family's standard member: cdf, survival function and density at one point.

A point maps the names of the variable and of the shapes to numbers; all functions work at the
precision in force and are accurate in relative terms in both tails as far as what is stated is.
The first of these that a family states is used: cdf or sf, branches, reduction, quantile, pdf.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from mpmath import mp  # type: ignore[import-untyped]
from sympy import Expr

from derive.catalogue import resolve
from derive.family import Branch, Family
from derive.oracle import density, inversion
from derive.oracle.difference import derivative
from derive.oracle.numeric import compile_expression, exact

Point: TypeAlias = Mapping[str, Any]

#: Bits up to which the complement 1 - F is followed into a tail.
DEEPEST = 1 << 13


def value(expr: Expr, family: Family, point: Point) -> Any:
    """``expr`` in the family's variable and shapes, at ``point``; a shape may be missing."""
    symbols = sorted(expr.free_symbols, key=str)
    return compile_expression(expr, tuple(symbols))(*(point[str(s)] for s in symbols))


def support(family: Family, point: Point) -> tuple[Any, Any]:
    """The two ends of the support at the point's shapes."""
    lower, upper = (value(end, family, point) for end in family.support)
    return lower, upper


def cdf(family: Family, point: Point) -> Any:
    """F at ``point``: an mpf, 0 below the support and 1 above it."""
    return tail(family, point, upper=False)


def sf(family: Family, point: Point) -> Any:
    """1 - F at ``point``: an mpf, 1 below the support and 0 above it."""
    return tail(family, point, upper=True)


def pdf(family: Family, point: Point) -> Any:
    """The density at ``point``: as stated, or else by differentiating the lighter tail."""
    z = exact(point[family.variable.name])
    lower, upper = support(family, point)
    if not lower <= z <= upper:
        return mp.mpf(0)
    if family.pdf is not None:
        return value(family.pdf, family, point)
    side = lighter(family, point)
    slope = derivative(lambda t: tail(family, moved(family, point, t), side), z, (lower, upper))
    return -slope if side else slope


def moved(family: Family, point: Point, z: Any) -> Point:
    """``point`` with its variable at ``z``."""
    return {**point, family.variable.name: z}


def lighter(family: Family, point: Point) -> bool:
    """True where the upper tail is the lighter one."""
    return bool(tail(family, point, upper=False) > mp.mpf("0.5"))


def tail(family: Family, point: Point, upper: bool) -> Any:
    """The upper or lower tail probability at ``point``."""
    z = exact(point[family.variable.name])
    low, high = support(family, point)
    if z <= low or z >= high:
        return mp.mpf(int((z <= low) == upper))
    if family.cdf is not None or family.sf is not None:
        return stated(family, family.cdf, family.sf, point, upper)
    if family.branches:
        branch = branch_at(family, point, z)
        return stated(family, branch.cdf, branch.sf, point, upper)
    if family.reduction is not None:
        return reduced(family, point, upper)
    if family.quantile is not None:
        return inversion.tail(family, point, upper)
    return density.tail(family, point, upper)


def stated(
    family: Family, below: Expr | None, above: Expr | None, point: Point, upper: bool
) -> Any:
    """The tail from its own expression, or as the complement of the other tail's."""
    own, other = (above, below) if upper else (below, above)
    if own is not None:
        return value(own, family, point)
    assert other is not None
    return complement(lambda: value(other, family, point))


def complement(f: Callable[[], Any]) -> Any:
    """``1 - f()`` to the relative accuracy of the working precision, if ``f`` allows."""
    spare = 10
    while True:
        with mp.workprec(mp.prec + spare):
            rest = 1 - f()
        if mp.isnan(rest) or spare > DEEPEST:
            return rest
        lost = -mp.mag(rest) if rest else 2 * spare
        if lost + 10 <= spare:
            return +rest
        spare = int(lost) + 20


def branch_at(family: Family, point: Point, z: Any) -> Branch:
    """The first branch that holds ``z``; LookupError where the branches leave a gap."""
    for branch in family.branches:
        if value(branch.lower, family, point) <= z <= value(branch.upper, family, point):
            return branch
    raise LookupError(f"family {family.name}: no branch holds z = {mp.nstr(z, 17)}")


def reduced(family: Family, point: Point, upper: bool) -> Any:
    """The tail as a tail of the base, at the mapped point and its shapes."""
    assert family.reduction is not None
    base = resolve(family.reduction.base)
    shapes = {name: value(e, family, point) for name, e in family.reduction.shapes.items()}
    y = value(family.reduction.map, family, point)
    return tail(base, {**shapes, base.variable.name: y}, upper == increasing(family, point))


def only_quantile(family: Family) -> bool:
    """True where the law is given by its quantile function and nothing that comes before it."""
    others = (family.cdf, family.sf, family.reduction)
    stated_elsewhere = bool(family.branches) or any(e is not None for e in others)
    return family.quantile is not None and not stated_elsewhere


def increasing(family: Family, point: Point) -> bool:
    """True where the reduction's map increases with z, seen from two points about z."""
    assert family.reduction is not None
    z, ends = exact(point[family.variable.name]), support(family, point)
    gap = min([abs(z - end) for end in ends if mp.isfinite(end)] + [max(abs(z), mp.mpf(1))])
    for digits in (mp.dps + 20, 4 * mp.dps, 40 * mp.dps):
        with mp.workdps(digits):
            left, right = (
                value(family.reduction.map, family, moved(family, point, z + step))
                for step in (-gap / 1000, gap / 1000)
            )
        if left != right:
            return bool(left < right)
    raise ArithmeticError(f"family {family.name}: its map is flat about z = {mp.nstr(z, 17)}")
