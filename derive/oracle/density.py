"""Tails of a family that states its density only, by quadrature from the point outwards."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from mpmath import mp

from derive.family import Family
from derive.oracle.iterated import integrate, running
from derive.oracle.numeric import as_real, compile_expression, exact

Point = Mapping[str, Any]

#: The most intervals into which the way to the end is cut.
PIECES = 12


def along(family: Family, point: Point) -> Callable[[Any], Any]:
    """The stated density as a function of z alone; what is free of z is evaluated once."""
    assert family.pdf is not None
    env = {p.symbol: exact(point[p.name]) for p in family.parameters}
    f = running(family.pdf, family.variable)(env)
    return lambda t: as_real(f(t))


def ends(family: Family, point: Point) -> tuple[Any, Any]:
    """The two ends of the support."""
    symbols = tuple(p.symbol for p in family.parameters)
    values = [point[p.name] for p in family.parameters]
    low, high = (compile_expression(e, symbols)(*values) for e in family.support)
    return low, high


def tail(family: Family, point: Point, upper: bool) -> Any:
    """F or 1 - F at ``point``."""
    z, (low, high) = exact(point[family.variable.name]), ends(family, point)
    f, end = along(family, point), high if upper else low
    with mp.workprec(mp.prec + bits_beside(f, z, end)):
        return integrate(f, breaks(f, z, end))


def rough_tail(family: Family, point: Point, upper: bool) -> Any:
    """F or 1 - F in a far tail, by its order of magnitude: the density times its local length."""
    z, f = exact(point[family.variable.name]), along(family, point)
    return f(z) * length(f, z, ends(family, point)[upper])


def bits_beside(f: Callable[[Any], Any], z: Any, end: Any) -> int:
    """The bits that tell ``z`` from a point at the density's local length from it."""
    return max(0, int(mp.mag(z) - mp.mag(length(f, z, end)))) if z else 0


def breaks(f: Callable[[Any], Any], z: Any, end: Any) -> list[Any]:
    """``z``, points at growing distances in units of the density's local length, then ``end``."""
    side, reach, step = 1 if end > z else -1, abs(end - z), length(f, z, end)
    points = [z]
    while len(points) < PIECES and 4 * step < reach:
        points.append(z + side * step)
        step *= 4
    points.append(end)
    return points if side > 0 else points[::-1]


def length(f: Callable[[Any], Any], z: Any, end: Any) -> Any:
    """The distance from ``z`` towards ``end`` over which the density changes by a factor e.

    At most a quarter of the way, and at most 1 or |z|.
    """
    longest = min(max(abs(z), mp.mpf(1)), abs(end - z) / 4)
    probe = longest / 2**20
    here, there = f(z), f(z + (probe if end > z else -probe))
    slope = abs(mp.log(there / here)) / probe if here and there else mp.mpf(0)
    return min(1 / slope, longest) if slope else longest
