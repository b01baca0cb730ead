"""Table: a root with fixed parameters as polynomials, computed from the root itself.

Sixteen cells along the root's axis, a polynomial each by its Chebyshev series. What lies beyond
them, or in a cell whose series does not converge, is left to the root.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from ._arguments import Array
from ._lanes import ROW

#: Coefficients of a cell at most; three times as many points, so that the rounding of the root
#: averages out.
COLUMNS = 18
COUNT = 3 * COLUMNS
#: A cell has converged where its last two Chebyshev coefficients are below this part of its first:
#: the rounding of the values that it is made from leaves as much.
CONVERGED = 2.0**-52
#: Coefficients that are smaller in every cell are left out.
NEGLIGIBLE = 2.0**-53


class Axis(NamedTuple):
    """Of one root: how many of its arguments vary, and the compiled functions of its axis.

    ``loop`` evaluates a table, ``border(u, *parameters)`` gives where cell 16 u begins, and
    ``place(s, *parameters, *arguments)`` fills the root's own arguments at the coordinates s.
    """

    variates: int
    loop: Callable[..., int]
    border: Callable[..., float]
    place: Callable[..., None]


class Table(NamedTuple):
    """Where cells begin, their middles, and by power the coefficients, the highest first; what
    is above ``high`` is beyond the last cell."""

    rows: Array
    high: float


def chebyshev_points() -> Array:
    """The points of one cell, on [-1, 1]."""
    return np.cos(np.pi * (np.arange(COUNT) + 0.5) / COUNT)


def transforms() -> tuple[Array, Array]:
    """Values at the points to Chebyshev coefficients, and these to powers."""
    k = np.arange(COLUMNS)
    # In quarter turns / COUNT, taken to the first half turn exactly: a large angle is rounded more.
    angle = k[:, None] * (2 * np.arange(COUNT) + 1) % (4 * COUNT)
    angle = np.minimum(angle, 4 * COUNT - angle)
    series = 2.0 / COUNT * np.sin(np.pi * (COUNT - angle) / (2 * COUNT))
    series[0] /= 2.0
    powers = [np.polynomial.chebyshev.cheb2poly(np.eye(COLUMNS)[j]) for j in k]
    return series, np.array([np.pad(p, (0, COLUMNS - p.size)) for p in powers]).T


POINTS = chebyshev_points()
SERIES, POWERS = transforms()


def build(axis: Axis, root: Callable[..., None], parameters: tuple[float, ...]) -> Table | None:
    """The table for these parameters; None where no cell converges.

    ``root(arguments, out)`` evaluates the root itself.
    """
    borders = np.array([axis.border(k / ROW, *parameters) for k in range(ROW + 1)])
    half = 0.5 * (borders[1:] - borders[:-1])
    if not (np.isfinite(borders).all() and half.min() > 0.0):
        return None
    middle = borders[:-1] + half
    s = (middle[:, None] + half[:, None] * POINTS).ravel()
    values = sample(axis, root, s, parameters).reshape(ROW, COUNT)
    values[np.isinf(values)] = np.nan  # Where the root overflows, a cell does not converge.
    series = expand(values)
    size = np.abs(series).T / np.abs(series[:, 0])
    converged = size[-2:].max(axis=0) <= CONVERGED
    if not converged.any():
        return None
    kept = 1 + int(np.flatnonzero((size[:, converged] > NEGLIGIBLE).any(axis=1)).max())
    powers = POWERS[:kept, :kept] @ series[:, :kept].T / half ** np.arange(kept)[:, None]
    powers[:, ~converged] = np.nan
    return Table(np.vstack([borders[:-1], middle, powers[::-1]]), float(borders[-1]))


def expand(values: Array) -> Array:
    """The Chebyshev coefficients of each cell."""
    # Differences from a value of the cell are exact, and small where the root varies little.
    middle = values[:, COUNT // 2, None]
    series: Array = (values - middle) @ SERIES.T
    series[:, :1] += middle
    return series


def sample(axis: Axis, root: Callable[..., None], s: Array, parameters: tuple[float, ...]) -> Array:
    """The root at coordinates ``s``."""
    arguments = [np.empty(s.size) for _ in range(axis.variates)]
    axis.place(s, *parameters, *arguments)
    out = np.empty(s.size)
    root((*arguments, *(np.full(s.size, p) for p in parameters)), out)
    return out
