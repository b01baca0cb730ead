"""Tails of a family that states its density only, by quadrature from the point outwards."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from mpmath import mp

from derive.family import Family
from derive.oracle.iterated import integrate, running
from derive.oracle.numeric import as_real, compile_expression, exact

Point = Mapping[str, Any]


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
    f = along(family, point)
    return integrate(f, breaks(f, z, high if upper else low))


def breaks(f: Callable[[Any], Any], z: Any, end: Any) -> list[Any]:
    """``z``, points at growing distances in units of the density's local length, then ``end``."""
    side = 1 if end > z else -1
    reach = abs(end - z)
    step = min(length(f, z, side, reach), reach / 4)
    points = [z]
    while len(points) < 12 and 4 * step < reach:
        points.append(z + side * step)
        step *= 4
    points.append(end)
    return points if side > 0 else points[::-1]


def length(f: Callable[[Any], Any], z: Any, side: int, reach: Any) -> Any:
    """The distance from ``z`` over which the density changes by a factor e, at most 1 or |z|."""
    probe = min(reach / 2, max(abs(z), mp.mpf(1))) / 2**20
    here, there = f(z), f(z + side * probe)
    slope = abs(mp.log(there / here)) / probe if here and there else mp.mpf(0)
    longest = max(abs(z), mp.mpf(1))
    return min(1 / slope, longest) if slope else longest
