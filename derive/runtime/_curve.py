"""Curve: one function of x by polynomials where many arguments lie, made as they are asked for."""

from __future__ import annotations

import numpy as np

from ._arguments import Array, Indices
from ._fit import Source
from ._panels import FEWEST, LOOK_UP, Panels, grow, is_missing, start
from ._sweep import sweep_flat


class Curve:
    """A function on panels of ``coordinate`` (see ``_panels``), made when they are asked for."""

    __slots__ = ("_coordinate", "_panels")

    def __init__(self, coordinate: str) -> None:
        self._coordinate = coordinate
        self._panels = start(coordinate)

    def evaluate(self, x: Array, source: Source) -> tuple[Array, Indices]:
        """The values at x, and the places of those that are left to the function itself.

        ``source`` is that function, the same at every call.
        """
        out, place = np.empty(x.size), np.empty(x.size, np.int64)
        panels = self._panels
        counts = look_up(x, panels, out, place)
        if is_missing(panels, counts):
            # Kept for the next call; the panels of two threads at once are equally good.
            self._panels = panels = grow(panels, x, self._coordinate, source)
            counts = look_up(x, panels, out, place)
        return out, np.flatnonzero(~(panels.good & (counts >= FEWEST))[place])


def look_up(x: Array, panels: Panels, out: Array, place: Indices) -> Indices:
    """Fill ``out`` and the ``place`` of each x, and count the elements of each place."""
    sweep_flat(LOOK_UP.call, [x, out, place], [panels.borders, panels.rows])
    return np.bincount(place, minlength=panels.borders.size).astype(np.int64, copy=False)
