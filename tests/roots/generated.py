"""The generated module of a root, evaluated as a whole or one regime at a time."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]

#: The runtime passes a root no more elements at a time.
BLOCK = 8192


@dataclass(frozen=True)
class Generated:
    """``phidot._<name>``: ``scalar`` at a point, ``block`` over arrays."""

    name: str

    @property
    def module(self) -> Any:
        return import_module(f"phidot._{self.name}")

    @property
    def scalar(self) -> Any:
        return getattr(self.module, self.name)

    def block(self, *arguments: Array) -> Array:
        """The root at arrays of one length; the last argument is filled and returned."""
        *inputs, out = arguments
        columns = [np.ascontiguousarray(a, float) for a in inputs]
        for start in range(0, out.size, BLOCK):
            cut = slice(start, start + BLOCK)
            self.module.root(tuple(a[cut] for a in columns), out[cut])
        return out

    def codes(self, *columns: Array) -> Array:
        """The code, of regime and row, of every element."""
        codes = np.empty(columns[0].size, np.int64)
        self.module._sort_loop(*columns, codes)
        return codes

    def regimes(self) -> tuple[Any, ...]:
        return tuple(self.module.root.regimes)

    def by_code(self, code: int, *columns: Array) -> Array:
        """All elements by the regime and the row of one code, wherever they lie."""
        (regime,) = [r for r in self.regimes() if r.start <= code < r.stop]
        # All elements are in one row: those before it end, those after it start, where it does.
        row = code - regime.start
        starts = np.zeros(regime.stop - regime.start + 1, np.int64)
        out = np.empty(columns[0].size)
        starts[row + 1 :] = out.size
        regime.loop(starts, *columns, out)
        return out
