"""Chebyshev interpolation on an interval, and its polynomial in powers of the local coordinate.

The local coordinate runs from -1 to 1. See Trefethen, Approximation Theory and Approximation
Practice, chapters 3 and 4.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, Final

from mpmath import mp, mpf

from derive.approximation import DIGITS

Real = Any
Interval = tuple[float, float]

#: A term matters from here on, relative to the function.
NEGLIGIBLE: Final = 2.0**-56


def local(interval: Interval) -> tuple[float, float]:
    """Slope and constant of the map of ``interval`` onto [-1, 1]."""
    low, high = interval
    return 2.0 / (high - low), -(high + low) / (high - low)


def line(function: Callable[[Real], Real], u: Interval, degree: int) -> tuple[float, ...]:
    """Coefficients in local u of a function of u; ArithmeticError if the degree is too low."""
    values = [function(image(u, x)) for x in nodes(degree)]
    series = interpolate(values)
    if abs(series[-1]) > NEGLIGIBLE * max(map(abs, values)):
        raise ArithmeticError(f"degree {degree} is too low on {u}; raise it")
    return tuple(map(float, powers(series)))


def image(interval: Interval, x: Real) -> Real:
    """The point of ``interval`` whose local coordinate is ``x``."""
    slope, constant = local(interval)
    return (x - mpf(constant)) / mpf(slope)


@cache
def nodes(degree: int) -> list[Real]:
    """The Chebyshev points of [-1, 1]."""
    with mp.workdps(DIGITS):
        return [mp.cos(angle) for angle in angles(degree)]


@cache
def angles(degree: int) -> list[Real]:
    with mp.workdps(DIGITS):
        count = degree + 1
        return [mp.pi * (2 * j + 1) / (2 * count) for j in range(count)]


@cache
def weights(degree: int) -> list[list[Real]]:
    """T_k at the nodes times (2 - [k = 0])/(degree + 1): the discrete orthogonality of the T_k."""
    with mp.workdps(DIGITS):
        factors = [mpf(2 if k else 1) / (degree + 1) for k in range(degree + 1)]
        return [[f * mp.cos(k * a) for a in angles(degree)] for k, f in enumerate(factors)]


def interpolate(values: Sequence[Real]) -> list[Real]:
    """Chebyshev coefficients of the polynomial through ``values`` at the nodes."""
    return [mp.fdot(values, w) for w in weights(len(values) - 1)]


@cache
def monomials(degree: int) -> list[list[Real]]:
    """The integer coefficients of T_0 .. T_degree."""
    found = [[mpf(1)], [mpf(0), mpf(1)]]
    while len(found) <= degree:
        doubled = [mpf(0), *(2 * c for c in found[-1])]
        found.append([d - c for d, c in zip(doubled, [*found[-2], 0, 0], strict=True)])
    return found[: degree + 1]


def powers(series: Sequence[Real]) -> list[Real]:
    """Chebyshev coefficients to those of powers."""
    sums = [mpf(0)] * len(series)
    for c, polynomial in zip(series, monomials(len(series) - 1), strict=True):
        for i, p in enumerate(polynomial):
            sums[i] += c * p
    return sums
