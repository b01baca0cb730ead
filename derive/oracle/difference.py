"""Numerical differentiation by differences at a step of 10^(-P/4) of the local scale, P digits.

The error is of order 10^(-P/2) for a smooth function, so doubling P doubles the correct digits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from mpmath import mp

Real = Callable[[Any], Any]


def scale_at(x: Any, ends: Iterable[Any]) -> Any:
    """A length at ``x`` that crosses neither an end nor zero: the least of the distances, or 1."""
    distances = [abs(x - e) for e in (*ends, mp.mpf(0)) if mp.isfinite(e) and e != x]
    return min([*distances, mp.mpf(1)] if abs(x) <= 1 else distances)


def step_at(x: Any, ends: Iterable[Any], digits: int) -> Any:
    """The step of a difference at ``x`` for a working precision of ``digits`` digits."""
    return scale_at(x, ends) * mp.power(10, -mp.mpf(digits) / 4)


def derivative(f: Real, x: Any, ends: tuple[Any, Any], scale: Any = None) -> Any:
    """f'(x) at about half the digits in force; one-sided at an end; nan across a kink.

    ``scale`` is the length over which f changes, by default the distance from ``x`` to the ends
    and to zero. A kink or a jump between the points shows as two one-sided slopes that do not
    approach each other as the step shrinks.
    """
    digits, size = mp.dps, scale_at(x, ends) if scale is None else scale
    step = size * mp.power(10, -mp.mpf(digits) / 4)
    with mp.workdps(digits + int(max(0, -mp.log10(size))) + 5):
        if x in ends:
            side = step if x == ends[0] else -step
            return (4 * f(x + side) - f(x + 2 * side) - 3 * f(x)) / (2 * side)
        left, middle, right = f(x - step), f(x), f(x + step)
        slope = (right - left) / (2 * step)
        bend = abs((right - middle) - (middle - left)) / step
        return slope if bend <= abs(slope) * mp.power(10, -mp.mpf(digits) / 12) else mp.nan
