# Copied by `make` from derive/runtime; edit it there.
# Digest of everything that it calls: 64f81e956d558053
"""Panels: the real line cut ever finer where many arguments lie, each panel with a polynomial.

The tree of panels is that of a coordinate in which both tails are smooth, bisected; so a panel, and
its polynomial, do not depend on the arguments that it was made for. Only what is asked for is made.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ._arguments import Array, Indices
from ._chebyshev import COLUMNS
from ._fit import Source, fit
from ._intrinsics import fma
from ._jit import INDICES_OUT, INPUT, OUTPUT, TABLE, Entry, jit

#: x at a coordinate w.
PLACES: dict[str, Callable[[Array], Array]] = {
    "asinh x": np.sinh,
    "log x": np.exp,
    "log -x": lambda w: -np.exp(-w),
    "logit x": lambda w: 1.0 / (1.0 + np.exp(-w)),
}
#: The coordinate of the outermost border: all but the outermost doubles. Halved often enough,
#: it is 11/16, and x doubles on a panel; no wider one is tried.
OUTERMOST, WIDEST = 704.0, 0.6875
#: A panel narrower than this part of x is left to the function itself.
NARROWEST = 2.0**-40
#: Fewer arguments in a panel are not worth its polynomial, which takes as many values.
FEWEST = 64


class Panel(NamedTuple):
    """From one coordinate to another; its row once it is good, and whether to try no more."""

    low: float
    high: float
    row: Array | None = None
    closed: bool = False


class Panels(NamedTuple):
    """Panels in order, what ``look_up`` reads of them, and which of its places have a row.

    Place k of ``borders`` is where panel k - 1 begins; places before, beyond and between them and
    the next power of two are empty.
    """

    panels: tuple[Panel, ...]
    borders: Array
    rows: Array
    good: NDArray[np.bool_]


def arrange(panels: Sequence[Panel], coordinate: str) -> Panels:
    """Panels laid out for ``look_up``."""
    count = len(panels)
    size = 1 << (count + 1).bit_length()
    borders, rows = np.full(size, np.inf), np.full((size, 4 + COLUMNS), np.nan)
    borders[0] = -np.inf
    ends = np.array([*(p.low for p in panels), panels[-1].high])
    borders[1 : count + 2] = PLACES[coordinate](ends)
    for k, panel in enumerate(panels, 1):
        if panel.row is not None:
            rows[k] = panel.row
    return Panels(tuple(panels), borders, rows, ~np.isnan(rows[:, 0]))


def start(coordinate: str) -> Panels:
    """One panel, of which nothing is known."""
    return arrange([Panel(-OUTERMOST, OUTERMOST)], coordinate)


def is_missing(panels: Panels, counts: Indices) -> bool:
    """Whether a panel of which nothing is known has enough arguments."""
    return any(counts[k] >= FEWEST for k, p in enumerate(panels.panels, 1) if is_open(p))


def is_open(panel: Panel) -> bool:
    return panel.row is None and not panel.closed


def grow(panels: Panels, x: Array, coordinate: str, source: Source) -> Panels:
    """The panels cut until each that has enough of the arguments x has a row or is closed."""
    x = np.sort(x)
    while True:
        inner = panels.borders[1 : len(panels.panels) + 2]
        counts = np.diff(np.searchsorted(x, inner))
        asked = [is_open(p) and c >= FEWEST for p, c in zip(panels.panels, counts, strict=True)]
        if not any(asked):
            return panels
        made = iter(develop([p for p, a in zip(panels.panels, asked, strict=True) if a],
                            coordinate, source))  # fmt: skip
        after = [next(made) if a else (p,) for p, a in zip(panels.panels, asked, strict=True)]
        panels = arrange([p for group in after for p in group], coordinate)


def develop(panels: Sequence[Panel], coordinate: str, source: Source) -> list[tuple[Panel, ...]]:
    """Each panel with a row, closed, or in two."""
    narrow = [p for p in panels if p.high - p.low <= WIDEST]
    fitted = iter(interpolate(narrow, coordinate, source))
    return [next(fitted) if p.high - p.low <= WIDEST else halve(p) for p in panels]


def halve(panel: Panel) -> tuple[Panel, ...]:
    middle = 0.5 * (panel.low + panel.high)
    return Panel(panel.low, middle), Panel(middle, panel.high)


def interpolate(
    panels: Sequence[Panel], coordinate: str, source: Source
) -> list[tuple[Panel, ...]]:
    """The same for panels that are narrow enough to be tried."""
    if not panels:
        return []
    low, high = PLACES[coordinate](np.array([(p.low, p.high) for p in panels]).T)
    with np.errstate(all="ignore"):
        fits = fit(low, high, source)
    wide = high - low > NARROWEST * np.maximum(np.abs(low), np.abs(high))
    found: list[tuple[Panel, ...]] = []
    for k, panel in enumerate(panels):
        if fits.good[k] and wide[k]:
            found.append((panel._replace(row=fits.rows[k]),))
        elif fits.halved[k] and wide[k]:
            found.append(halve(panel))
        else:
            found.append((panel._replace(closed=True),))
    return found


@jit
def look_up(x: Array, borders: Array, rows: Array, out: Array, place: Indices) -> None:
    """The polynomial at each x, and the place of its panel; nan where that has no row.

    A row is the panel's middle, 1 over half its width, a and b, and coefficients of powers, the
    highest first: (a + b x) times their sum.
    """
    for i in range(x.size):
        here = x[i]
        k, step = 0, borders.size >> 1
        while step > 0:
            k += step if borders[k + step] <= here else 0
            step >>= 1
        place[i] = k
        t = (here - rows[k, 0]) * rows[k, 1]
        total = rows[k, 4]
        for j in range(5, rows.shape[1]):
            total = fma(total, t, rows[k, j])  # type: ignore[call-arg]
        out[i] = total * (rows[k, 2] + rows[k, 3] * here)


LOOK_UP = Entry(look_up, (INPUT, INPUT, TABLE, OUTPUT, INDICES_OUT))
