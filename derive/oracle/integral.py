"""The integral anchored at z of a weight times e^(l(t) - l(z)), l being the log-density.

It is taken towards the end to which the density falls. Only differences of l appear, so nothing
underflows, and the digits do not depend on how far out z lies.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mpmath import mp

from derive.family import Family
from derive.oracle.coordinate import Coordinate
from derive.oracle.line import Function, height_on, line_of
from derive.oracle.numeric import exact
from derive.oracle.outward import falls_upward, one_side

Point = Mapping[str, Any]


class Vanishes(Exception):  # noqa: N818
    """A velocity so near its zero that its integral would need far more digits than asked for."""


def outward(
    family: Family, point: Point, log_density: Function, weight: Function, digits: int,
    parameter: str = "",
) -> tuple[Any, bool]:  # fmt: skip
    """int weight(t) e^(l(t) - l(z)) dt from z to the end to which the density falls, and the side.

    A side whose end moves with ``parameter`` is not taken unless the density vanishes there.
    """
    line = line_of(family, point)
    start = line.to_line(exact(point[family.variable.name]))
    height = height_on(line, log_density)
    here = height(start)
    upper = falls_upward(height, start, here)
    bound = height
    if moves(family, parameter, line, upper):
        if vanishes(log_density, line, point[family.variable.name], upper, digits):
            bound = lambda w: log_density(line.from_line(w))  # noqa: E731
        else:
            upper = not upper
    value, size = one_side(height, lambda w: weight(line.from_line(w)), start, upper, digits, bound)
    if abs(value) < size * mp.power(10, -digits):
        raise Vanishes
    return value * line.slope(start), upper


def moves(family: Family, parameter: str, line: Coordinate, upper: bool) -> bool:
    """Whether that end of the support is finite and depends on ``parameter``."""
    end = line.high if upper else line.low
    named = {s.name for s in family.support[upper].free_symbols}
    return parameter in named and bool(mp.isfinite(end))


def vanishes(log_density: Function, line: Coordinate, z: Any, upper: bool, digits: int) -> bool:
    """Whether the density falls by ``digits`` digits between z and a finite end.

    Then the score, which grows like the reciprocal of the distance, can be integrated up to there.
    """
    end = line.high if upper else line.low
    beside = end - (1 if upper else -1) * mp.ldexp(abs(end) or 1, -3 * mp.prec // 4)
    return bool(log_density(exact(z)) - log_density(beside) > (digits + 5) * mp.log(10))
