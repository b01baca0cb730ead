"""Outward: integrals of weight e^height from a point of the line to an end, and how far to go.

``height`` is a log-density in a coordinate in which it falls at least linearly towards both ends.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

from mpmath import mp

from derive.oracle.gauss import integrate

#: The length of the first piece of an integral, and the factor from each piece to the next.
WIDE = 16

#: The part of the guard digits that an integral is asked for: the others cover the noise, which may
#: grow on the way outwards.
ASKED = 4

#: The binary logarithm of the first step of a search for a fall.
FIRST_STEP = -20

Function = Callable[[Any], Any]


def one_side(
    height: Function, weight: Function, start: Any, upper: bool, digits: int, bound: Function
) -> tuple[Any, Any]:
    """int weight(w) e^(height(w) - height(start)) dw from ``start`` to one end of the line.

    And the integral of the absolute value, to whose ``digits`` and part of the guard digits both
    are found. The end is where ``bound`` has fallen far enough.
    """
    here, digits = height(start), asked(digits, lost(height, start))
    end = reach(bound, start, bound(start), 1 if upper else -1, digits)
    tolerance = mp.power(10, -digits)
    total = size = mp.mpf(0)
    for piece in pairwise(divide(start, end)):
        value, own = integrate(
            lambda w: weight(w) * mp.exp(height(w) - here),
            min(piece), max(piece), tolerance, size,
        )  # fmt: skip
        total, size = total + value, size + own
    return total, size


def asked(digits: int, loss: int) -> int:
    """To how many digits to integrate at the precision in force, of which ``loss`` are noise."""
    return digits + max(0, int(mp.dps) - digits - loss) // ASKED


def lost(height: Function, start: Any) -> int:
    """Digits by which the absolute error of ``height`` exceeds the precision in force."""
    here, digits = height(start), mp.dps
    if not mp.isfinite(here):
        raise ArithmeticError("the log-density is not finite at the point")
    with mp.workdps(2 * digits):
        error = abs(height(start) - here)
        return max(0, digits + int(mp.ceil(mp.log10(error)))) if error else 0


def divide(start: Any, end: Any) -> list[Any]:
    """Places from ``start`` to ``end``, ever farther apart: what is narrow lies near the start.

    Over the whole of a long way all rules may miss it, and so agree.
    """
    places, step = [start], mp.mpf(WIDE if end > start else -WIDE)
    while abs(places[-1] + 2 * step - start) < abs(end - start):
        places.append(places[-1] + step)
        step *= WIDE
    return [*places, end]


def summit(height: Function) -> Any:
    """A point near the highest, by steps that double uphill and are halved beyond the top."""
    here, step = mp.mpf(0), mp.mpf(1)
    for side in (1, -1):
        while height(here + side * step) > height(here):
            here, step = here + side * step, 2 * step
    for _ in range(60):
        here = max((here - step, here, here + step), key=height)
        step /= 2
    return here


def falls_upward(height: Function, start: Any, here: Any) -> bool:
    """Whether the density falls towards the upper end of the line."""
    step = mp.ldexp(max(1, abs(start)), -mp.prec // 3)
    return bool(height(start + step) < here)


def reach(height: Function, start: Any, here: Any, side: int, digits: int) -> Any:
    """A point beyond which the density is below ``digits`` digits of that at the start."""
    depth = (digits + 5) * mp.log(10)
    near, far = fall(height, start, here, side, depth)
    for _ in range(4):
        middle = (near + far) / 2
        deep = here - height(start + side * middle) >= depth
        near, far = (near, middle) if deep else (middle, far)
    return start + side * far


def fall(height: Function, start: Any, here: Any, side: int, depth: Any) -> tuple[Any, Any]:
    """Distances from the start, one the double of the other, between which l falls by ``depth``."""
    step = mp.ldexp(1, FIRST_STEP)
    while here - height(start + side * step) >= depth and step > mp.ldexp(1, -mp.prec):
        step /= 1024
    while here - (there := height(start + side * step)) < depth:
        if there == mp.inf:
            raise ArithmeticError("the end of the support is met before the density has fallen")
        step *= 2
    return step / 2, step
