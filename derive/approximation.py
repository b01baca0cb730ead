"""Polynomials for the kernels, their coefficients derived when the source is generated.

Input: a function on mpmath numbers. Output: a tuple of float64 coefficients, lowest power first.
Only mpmath is used, so that the same bits come out on every machine; no coefficient is copied from
a table.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mpmath import mp, mpf

DIGITS = 40

Real = Any


def chebyshev(
    function: Callable[[Real], Real], low: Real, high: Real, degree: int
) -> tuple[float, ...]:
    """The interpolant at the Chebyshev points of [low, high], in powers of the variable.

    Its error is within a small factor of the least possible (Trefethen, Approximation Theory and
    Approximation Practice, chapters 4 and 16), and unlike a Remez exchange it cannot fail to
    converge. ``function`` is never called at an end of the interval.
    """
    with mp.workdps(DIGITS):
        low, high = mpf(low), mpf(high)
        middle, half = (high + low) / 2, (high - low) / 2
        series = series_coefficients(lambda t: function(middle + half * t), degree)
        powers = powers_of(series, -middle / half, 1 / half)
        return tuple(float(c) for c in powers)


def series_coefficients(function: Callable[[Real], Real], degree: int) -> list[Real]:
    """Chebyshev coefficients on [-1, 1] by the discrete orthogonality of the T_k."""
    count = degree + 1
    angles = [mp.pi * (2 * j + 1) / (2 * count) for j in range(count)]
    values = [function(mp.cos(angle)) for angle in angles]
    sums = [
        mp.fsum(v * mp.cos(k * a) for v, a in zip(values, angles, strict=True))
        for k in range(count)
    ]
    return [sums[0] / count, *(2 * s / count for s in sums[1:])]


def powers_of(series: list[Real], constant: Real, slope: Real) -> list[Real]:
    """``sum series[k] T_k(constant + slope x)`` in powers of x, by Clenshaw's recurrence."""
    size = len(series)
    newer, older = [mpf(0)] * (size + 1), [mpf(0)] * (size + 1)
    for k in range(size - 1, 0, -1):
        newer, older = advance(newer, older, series[k], constant, slope, 2), newer
    return advance(newer, older, series[0], constant, slope, 1)[:size]


def advance(
    newer: list[Real], older: list[Real], term: Real, constant: Real, slope: Real, factor: int
) -> list[Real]:
    """``term + factor (constant + slope x) newer - older`` on coefficient lists."""
    shifted = [mpf(0), *newer[:-1]]
    result = [
        factor * (constant * n + slope * s) - o
        for n, s, o in zip(newer, shifted, older, strict=True)
    ]
    result[0] += term
    return result


def parts(value: Callable[[], Real], count: int, digits: int = 60) -> tuple[float, ...]:
    """A constant as a sum of ``count`` float64, each the rounded rest of those before it."""
    with mp.workdps(digits):
        rest, found = value(), []
        for _ in range(count):
            found.append(float(rest))
            rest = rest - found[-1]
    return tuple(found)
