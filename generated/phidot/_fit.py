# Copied by `make` from derive/runtime; edit it there.
"""Fit: a polynomial for the function on each of many panels, and whether it is good.

It is good where its last coefficients have fallen to the noise (or to rounding) and where it meets
all values, further ones between them included, within the error that is known of them, in units of
eps * max(1, condition number). Noise is told from a bad fit by the mean of adjacent values.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.polynomial import chebyshev
from numpy.typing import NDArray

from ._arguments import Array
from ._chebyshev import COLUMNS, COUNT, EPS, POINTS, POWERS, apply, expand, has_converged

#: Further values, as parts of the way through the panel; from 0 where a panel ends there, for a
#: velocity near a zero at 0 is asked for relative to itself.
CHECKS = np.array([0.0, *(2.0**-k for k in (45, 30, 20, 12, 7, 4)), 0.21, 0.43, 0.68, 0.97])
#: One value may err by more than a polynomial, which must meet the mean of any ADJACENT ones.
ADJACENT, ALONE = 3, 3.0
#: A panel that is shorter than this part of x has nothing but noise to lose by being halved.
SHORT = 0.1
#: Those of the points at which the shapes' part of the condition number is measured, the smaller
#: of two; the shapes are moved by this part of themselves.
PROBES, MOVE = (COUNT // 4, COUNT - COUNT // 4), 2.0**-16


class Source(NamedTuple):
    """The function: its values at many x, and the same with each shape moved by MOVE of itself.

    ``noise`` is the error that is allowed of them, in eps * max(1, condition number), and
    ``usual`` what most of them keep to: panels are halved until their values do, or are short.
    """

    values: Callable[[Array], Array]
    moved: Callable[[Array], list[Array]]
    noise: float
    usual: float


def move_each(shapes: Sequence[float]) -> list[list[float]]:
    """The shapes with the first of them moved by MOVE of itself, then with the second, ..."""
    return [
        [s * (1.0 + MOVE * (i == k)) for i, s in enumerate(shapes)] for k, _ in enumerate(shapes)
    ]


class Fits(NamedTuple):
    """For each panel its row (see ``_panels.look_up``), whether it is good, and if not, whether
    two halves of it may be: not where no value is finite, nor where noise alone is in the way."""

    rows: Array
    good: NDArray[np.bool_]
    halved: NDArray[np.bool_]


def places(low: Array, high: Array) -> Array:
    """Where the function's values are asked for, a row a panel: COUNT points, then the checks."""
    half = 0.5 * (high - low)[:, None]
    start = np.where(high == 0.0, high, low)[:, None]
    end = np.where(high == 0.0, low, high)[:, None]
    return np.hstack([(low[:, None] + half) + half * POINTS, start + (end - start) * CHECKS])


def sensitivity(source: Source, x: Array, values: Array) -> Array:
    """The sum of |shape * dv/dshape| over the shapes, a number a panel."""
    probes = list(PROBES)
    moved = source.moved(x[:, probes].ravel())
    total = np.zeros((len(x), len(probes)))
    for there in moved:
        change = np.abs(there.reshape(total.shape) - values[:, probes]) / MOVE
        total += np.where(np.isfinite(change), change, 0.0)
    smaller: Array = total.min(axis=1)
    return smaller


def fit(low: Array, high: Array, source: Source) -> Fits:
    """The polynomials of panels."""
    x = places(low, high)
    values = source.values(x.ravel()).reshape(x.shape)
    shapes = sensitivity(source, x, values)
    half = 0.5 * (high - low)
    middle = low + half
    divided = is_divided(x, values)
    factor = np.where(divided[:, None], x, 1.0)
    series = expand(values[:, :COUNT] / factor[:, :COUNT])
    kept = series[:, :COLUMNS]
    t = (x - middle[:, None]) / half[:, None]
    sums = chebyshev.chebval(t, kept.T[:, :, None], tensor=False)
    slopes = chebyshev.chebval(t, chebyshev.chebder(kept.T)[:, :, None], tensor=False)
    found = factor * sums
    moves = x * (divided[:, None] * sums + factor * slopes / half[:, None])
    size = np.maximum(np.abs(found), np.abs(moves) + shapes[:, None])
    off = np.where(found == values, 0.0, (found - values) / (EPS * size))
    order = np.argsort(x, axis=1)
    short = 2.0 * half <= SHORT * np.maximum(np.abs(low), np.abs(high))
    met = is_met(np.take_along_axis(off, order, axis=1), source.noise)
    met &= short | (np.sqrt(np.mean(off**2, axis=1)) <= source.usual)
    converged = has_converged(series)
    rows = np.column_stack([middle, 1.0 / half, ~divided, divided, apply(POWERS, kept)[:, ::-1]])
    halved = np.isfinite(values).any(axis=1) & ~(converged & short)
    return Fits(rows, converged & met, halved)


def is_met(off: Array, noise: float) -> NDArray[np.bool_]:
    """Whether differences in order, in the units of ``noise``, are those of a good polynomial."""
    count = off.shape[1] - ADJACENT + 1
    mean = sum(off[:, k : k + count] for k in range(ADJACENT)) / ADJACENT
    single, together = np.abs(off).max(axis=1), np.abs(mean).max(axis=1)
    met: NDArray[np.bool_] = (single <= ALONE * noise) & (together <= noise)
    return met


def is_divided(x: Array, values: Array) -> NDArray[np.bool_]:
    """Whether v/x is interpolated rather than v: what varies less, and where v is 0 at 0."""
    size, rate = np.abs(values[:, :COUNT]), np.abs(values[:, :COUNT] / x[:, :COUNT])
    zero = (x[:, COUNT] == 0.0) & (values[:, COUNT] == 0.0)
    less: NDArray[np.bool_] = zero | (spread(rate) < spread(size))
    return less


def spread(size: Array) -> Array:
    """The largest over the smallest of each panel."""
    ratio: Array = size.max(axis=1) / size.min(axis=1)
    return ratio
