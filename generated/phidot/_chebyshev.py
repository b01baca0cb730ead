# Copied by `make` from derive/runtime; edit it there.
"""Chebyshev: the series of one function on many panels at once, and whether they have converged."""

from __future__ import annotations

import numpy as np
from numpy.polynomial import chebyshev
from numpy.typing import NDArray

from ._arguments import Array

EPS = 2.0**-52
#: Coefficients of a panel. From twice as many values, so that what is left out is seen and the
#: noise of the values averages out.
COLUMNS = 18
COUNT = 2 * COLUMNS
#: The noise is what the last quarter of the coefficients show; those at the cut may exceed it by
#: this factor.
LAST, PLATEAU = COUNT // 4, 4.0

POINTS = np.cos(np.pi * (np.arange(COUNT) + 0.5) / COUNT)
#: Values at the points to Chebyshev coefficients, and these to powers.
SERIES = 2.0 / COUNT * np.ascontiguousarray(chebyshev.chebvander(POINTS, COUNT - 1).T)
SERIES[0] /= 2.0
POWERS = np.ascontiguousarray(
    np.array(
        [np.pad(p, (0, COLUMNS - p.size)) for p in map(chebyshev.cheb2poly, np.eye(COLUMNS))]
    ).T
)


def expand(values: Array) -> Array:
    """The Chebyshev coefficients of each panel."""
    # Differences from a value of the panel are exact, and small where the function varies little.
    middle = values[:, COUNT // 2, None]
    series = apply(SERIES, values - middle)
    series[:, :1] += middle
    return series


def apply(matrix: Array, rows: Array) -> Array:
    """``rows @ matrix.T``, each row to the same bits whatever the others are, as BLAS is not."""
    result: Array = (rows[:, None, :] * matrix).sum(axis=2)
    return result


def has_converged(series: Array) -> NDArray[np.bool_]:
    """Whether the coefficients at the cut are no more than rounding or than the noise beyond."""
    size = np.abs(series)
    cut = size[:, COLUMNS - 2 : COLUMNS + 2].max(axis=1)
    noise = np.maximum(size[:, -LAST:].max(axis=1), 0.25 * EPS * size.max(axis=1))
    fallen: NDArray[np.bool_] = cut <= PLATEAU * noise
    return fallen
