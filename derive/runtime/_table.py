"""Table: a root with fixed parameters as polynomials, computed from the root itself.

One cell along the root's axis or four, each a polynomial of degree 17 by its Chebyshev series. What
lies beyond the table is left to the root.
"""

from __future__ import annotations

from collections.abc import Callable
from math import isfinite
from typing import Any, NamedTuple

import numpy as np

from ._arguments import Array

COLUMNS = 18
#: Points a cell: three times as many as it takes, so that the rounding of the root averages out.
COUNT = 3 * COLUMNS
#: A cell has converged where its last two Chebyshev coefficients are below this part of its first:
#: the rounding of the values that it is made from leaves as much.
CONVERGED = 2.0**-52
#: Numbers of cells and parts of the axis, in the order in which they are tried.
ATTEMPTS = ((1, 1.0), *((4, 0.75**k) for k in range(8)))


class Axis(NamedTuple):
    """Of one root: how many of its arguments vary, the compiled loops over a table by its number
    of cells, and the scalar functions of its axis.

    ``reach(*parameters)`` gives how far the table goes below and above 0, and
    ``place(s, *parameters)`` the root's own arguments at coordinate s.
    """

    variates: int
    loops: dict[int, Callable[..., None]]
    reach: Callable[..., tuple[float, float]]
    place: Callable[..., Any]


class Table(NamedTuple):
    """Coefficients by cell; cell k starts at ``low`` + k / ``inverse`` on the axis."""

    coefficients: Array
    low: float
    inverse: float


def chebyshev_points() -> Array:
    """The points of one cell, on [-1, 1]."""
    return np.cos(np.pi * (np.arange(COUNT) + 0.5) / COUNT)


def transforms() -> tuple[Array, Array]:
    """Values at the points to Chebyshev coefficients, and these to powers."""
    k = np.arange(COLUMNS)
    series = 2.0 / COUNT * np.cos(np.pi * k[:, None] * (np.arange(COUNT) + 0.5) / COUNT)
    series[0] /= 2.0
    powers = [np.polynomial.chebyshev.cheb2poly(np.eye(COLUMNS)[j]) for j in k]
    return series, np.array([np.pad(p, (0, COLUMNS - p.size)) for p in powers]).T


POINTS = chebyshev_points()
SERIES, POWERS = transforms()


def build(axis: Axis, root: Callable[..., None], parameters: tuple[float, ...]) -> Table | None:
    """The widest table whose cells have converged; None where there is none.

    ``root(arguments, out)`` evaluates the root itself.
    """
    below, above = axis.reach(*parameters)
    if not (isfinite(below) and isfinite(above)):
        return None
    for cells, part in ATTEMPTS:
        low, width = -part * below, part * (below + above) / cells
        starts = low + width * np.arange(cells)
        s = (starts[:, None] + 0.5 * width * (POINTS + 1.0)).ravel()
        values = sample(axis, root, s, parameters).reshape(cells, COUNT)
        # Differences from a value of the cell are exact, and small where the root varies little.
        middle = values[:, COUNT // 2, None]
        series = (values - middle) @ SERIES.T
        series[:, :1] += middle
        rest = np.abs(series[:, -2:]).max(axis=1)
        if np.all(rest <= CONVERGED * np.abs(series[:, 0])):
            return Table(np.ascontiguousarray(series @ POWERS.T), low, 1.0 / width)
    return None


def sample(axis: Axis, root: Callable[..., None], s: Array, parameters: tuple[float, ...]) -> Array:
    """The root at coordinates ``s``."""
    places = np.array([axis.place(x, *parameters) for x in s.tolist()]).reshape(s.size, -1)
    columns = [*np.ascontiguousarray(places.T), *(np.full(s.size, p) for p in parameters)]
    out = np.empty(s.size)
    root(tuple(columns), out)
    return out
