"""Root: a function evaluated by regimes, the elements of a block sorted by regime first.

One slow element does not slow the rest, and a regime that no element needs is never compiled. An
element's result depends on nothing but the element: each regime treats its own alone.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from ._arguments import Array, Indices
from ._jit import FLOAT, INDICES, INDICES_OUT, INPUT, OUTPUT, TABLE, Entry
from ._order import COUNT, GATHER, LANES, LIST_NAN, ORDER, SCATTER
from ._scratch import Scratch
from ._table import Axis, Table, build

#: Sets of parameters whose tables are kept.
TABLES = 256
#: Elements of a block that a table treats at a time, so that what it notes of them stays in the
#: first-level cache; a multiple of what it treats side by side.
STRETCH = 512


class Regime(NamedTuple):
    """A compiled loop, and the codes ``start <= code < stop`` of the elements that it serves."""

    name: str
    start: int
    stop: int
    loop: Callable[..., None]


class Root:
    """A function of ``arity`` contiguous float64 arrays of one length, at most a BLOCK."""

    def __init__(
        self,
        arity: int,
        sort: Callable[..., None],
        regimes: tuple[Regime, ...],
        axis: Axis | None = None,
    ) -> None:
        self.arity = arity
        self.regimes = regimes
        self._sort = Entry(sort, (*(INPUT,) * arity, INDICES_OUT))
        self._loops = [Entry(r.loop, (INDICES, *(INPUT,) * arity, OUTPUT)) for r in regimes]
        self._dense = Scratch(arity + 1)
        self._indices = Scratch(2, np.int64)
        self._rest, self._filled = Scratch(arity + 1), Scratch(arity)
        self._axis = axis
        if axis is not None:
            fixed = arity - axis.variates
            types = (TABLE, FLOAT, *(INPUT,) * axis.variates, *(FLOAT,) * fixed, *(OUTPUT,) * 3)
            self._table_loop, self._stretch = Entry(axis.loop, types), Scratch(2)
        self._tables: dict[tuple[float, ...], Table | None] = {}

    def has_table_for(self, varying: tuple[bool, ...]) -> bool:
        """Whether the arguments that vary are those along which a table can be made."""
        if self._axis is None:
            return False
        count = self._axis.variates
        return all(varying[:count]) and not any(varying[count:])

    def with_fixed(
        self, variates: tuple[Array, ...], parameters: tuple[float, ...], out: Array
    ) -> None:
        """As a call, with parameters that are the same for all elements.

        From a table if it converges; what lies beyond it is computed like any other element.
        """
        table = self.recall(parameters)
        if table is None:
            self._with_filled(variates, parameters, out)
            return
        coordinates, rates = self._stretch.take(STRETCH)
        missing = self._table_loop.call(*table, *variates, *parameters, coordinates, rates, out)
        if missing:
            self._fill_missing(variates, parameters, out)

    def _fill_missing(
        self, variates: tuple[Array, ...], parameters: tuple[float, ...], out: Array
    ) -> None:
        """Compute those elements of ``out`` that are nan."""
        index, _ = self._indices.take(out.size)
        left = LIST_NAN.call(out, index)
        *rest, results = self._rest.take(left)
        for source, target in zip(variates, rest, strict=False):
            GATHER.call(index[:left], source, target)
        chosen = tuple(rest[: len(variates)])
        index = index[:left].copy()
        self._with_filled(chosen, parameters, results)
        SCATTER.call(index, results, out)

    def recall(self, parameters: tuple[float, ...]) -> Table | None:
        """The table for these parameters, kept for the next call."""
        assert self._axis is not None
        if parameters not in self._tables:
            if len(self._tables) >= TABLES:
                self._tables.clear()
            self._tables[parameters] = build(self._axis, self, parameters)
        return self._tables[parameters]

    def _with_filled(
        self, variates: tuple[Array, ...], parameters: tuple[float, ...], out: Array
    ) -> None:
        """A call with every parameter spread over a row."""
        rows = self._filled.take(out.size)[: len(parameters)]
        for row, value in zip(rows, parameters, strict=True):
            row[:] = value
        self((*variates, *rows), out)

    def __call__(self, arguments: tuple[Array, ...], out: Array) -> None:
        """Fill ``out`` with the function of ``arguments``, element by element."""
        codes, order = self._indices.take(out.size)
        cursors = np.empty((LANES, self.regimes[-1].stop), np.int64)
        starts = np.empty(self.regimes[-1].stop + 1, np.int64)
        self._sort.call(*arguments, codes)
        COUNT.call(codes, cursors, starts)
        counts = starts.tolist()
        first = int(codes[0])
        if counts[first + 1] - counts[first] == out.size:
            self._evaluate_all(first, starts, arguments, out)
            return
        ORDER.call(codes, cursors, order)
        self._evaluate(arguments, out, order, starts, counts)

    def _evaluate_all(
        self, code: int, starts: Indices, arguments: tuple[Array, ...], out: Array
    ) -> None:
        """The same where all elements have one code: they need not be moved."""
        for regime, loop in zip(self.regimes, self._loops, strict=True):
            if regime.start <= code < regime.stop:
                loop.call(starts[regime.start : regime.stop + 1], *arguments, out)

    def _evaluate(
        self, arguments: tuple[Array, ...], out: Array, order: Any, starts: Any, counts: list[int]
    ) -> None:
        """The same with the elements in ``order``, each regime's in a row."""
        *dense, results = self._dense.take(out.size)
        for source, target in zip(arguments, dense, strict=True):
            GATHER.call(order, source, target)
        for regime, loop in zip(self.regimes, self._loops, strict=True):
            if counts[regime.stop] > counts[regime.start]:
                loop.call(starts[regime.start : regime.stop + 1], *dense, results)
        SCATTER.call(order, results, out)
