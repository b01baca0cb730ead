# Copied by `make` from derive/runtime; edit it there.
"""Nodes: derivatives of a kernel by Chebyshev interpolation, with what they err by.

For kernels that are integrals or sums, whose own code cannot be differentiated: the values at COUNT
Chebyshev points around the argument give a polynomial, which is differentiated there. Its last
coefficients tell how far it is to be trusted: they hold what the polynomial leaves out as well as
the noise of the values. The interval begins as a part of the argument's distance from the nearest
end of its domain and is drawn together until they no longer fall.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.polynomial import chebyshev

from ._arguments import Array
from ._chebyshev import apply

#: An odd number of points, so that the argument itself is one of them.
COUNT = 17
POINTS = np.cos(np.pi * (np.arange(COUNT) + 0.5) / COUNT)
SERIES = 2.0 / COUNT * np.ascontiguousarray(chebyshev.chebvander(POINTS, COUNT - 1).T)
SERIES[0] /= 2.0
#: How many coefficients tell the error.
LAST = 3
#: The first half-length as a part of the distance from the nearest end, and the next as a part of
#: the one before; how many there are, and after how many without a smaller error no more.
FIRST, NARROWER, ROUNDS, PATIENCE = 0.25, 0.25, 12, 2
#: An error, as a part of the derivative, that is small enough.
SMALL = 2e-12

#: The velocities, an array each, at arguments of which each is a number or an array.
Velocities = Callable[..., Sequence[Array]]


class Domain(NamedTuple):
    """An argument's domain, and whether its ends are part of it."""

    low: float
    high: float
    low_closed: bool = False
    high_closed: bool = False

    def room(self, at: Array) -> Array:
        """The distance from the nearest end that is not part of it, else the argument's size."""
        room = np.full(np.shape(at), np.inf)
        if np.isfinite(self.low) and not self.low_closed:
            room = np.minimum(room, at - self.low)
        if np.isfinite(self.high) and not self.high_closed:
            room = np.minimum(room, self.high - at)
        return np.where(np.isfinite(room), room, np.maximum(np.abs(at), 1.0))

    def interval(self, at: Array, half: Array) -> tuple[Array, Array]:
        """The middle and half the length of an interval around ``at`` inside the domain."""
        low, high = at - half, at + half
        middle = at + np.maximum(self.low - low, 0.0) - np.maximum(high - self.high, 0.0)
        return middle, half


class Slopes(NamedTuple):
    """The derivative of each velocity in one argument, and its error: (velocities, elements)."""

    values: Array
    errors: Array


def differentiate(
    velocities: Velocities, arguments: Sequence[Array | float], index: int, domain: Domain
) -> Slopes:
    """The slopes of all velocities along one argument.

    ``arguments`` are the variate, an array of one axis, then the shapes, each an array like it or
    a number. Where no interval gives a finite value the slope is nan and its error infinite.
    """
    first = np.asarray(arguments[0], float)
    best: Slopes | None = None
    left, idle = np.arange(first.size), np.zeros(first.size, int)
    for k in range(ROUNDS):
        some = [a if np.ndim(a) == 0 else np.asarray(a)[left] for a in arguments]
        found = once(velocities, some, index, domain, FIRST * NARROWER**k)
        if best is None:
            best = found
            better = np.ones(found.errors.shape, bool)
        else:
            better = found.errors < best.errors[:, left]
            best.values[:, left] = np.where(better, found.values, best.values[:, left])
            best.errors[:, left] = np.where(better, found.errors, best.errors[:, left])
        idle[left] = np.where(better.any(axis=0), 0, idle[left] + 1)
        met = np.all(best.errors[:, left] <= SMALL * np.abs(best.values[:, left]), axis=0)
        settled = np.isfinite(best.errors[:, left]).all(axis=0) & (idle[left] >= PATIENCE)
        left = left[~(met | settled)]
        if not left.size:
            break
    assert best is not None
    return best


def once(
    velocities: Velocities,
    arguments: Sequence[Array | float],
    index: int,
    domain: Domain,
    part: float,
) -> Slopes:
    """The slopes by intervals of half-length ``part`` of the room."""
    at = np.asarray(arguments[index], float)
    middle, half = domain.interval(at, part * domain.room(at))
    rows = []
    for t in POINTS:
        place = middle + half * t
        moved = [*arguments[:index], float(place) if place.ndim == 0 else place]
        rows.append(np.array(velocities(*moved, *arguments[index + 1 :])))
    with np.errstate(all="ignore"):
        return read(np.moveaxis(np.array(rows), 0, -1), (at - middle) / half, half)


def read(values: Array, place: Array, half: Array) -> Slopes:
    """The slopes from values at the points: (velocities, elements, COUNT)."""
    centre = values[..., COUNT // 2, None]
    flat = (values - centre).reshape(-1, COUNT)
    series = apply(SERIES, flat).reshape(values.shape)
    terms = np.moveaxis(series, -1, 0)
    slopes = chebyshev.chebval(place, chebyshev.chebder(terms), tensor=False) / half
    last = np.abs(series[..., -LAST:]).max(axis=-1)
    ends = np.where(np.abs(place) > 0.5, COUNT, 1.0)
    errors = last * COUNT * ends / half
    whole = np.isfinite(slopes) & np.isfinite(errors)
    return Slopes(np.where(whole, slopes, np.nan), np.where(whole, errors, np.inf))
