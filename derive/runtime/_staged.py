"""Staged: a kernel that runs block by block, first up to the calls of roots, then from them on.

With parameters that are numbers, and one root that has a table, the stages are one loop.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ._arguments import Array
from ._jit import FLOAT, INPUT, OUTPUT, TABLE, Entry
from ._root import STRETCH, Root
from ._scratch import BLOCK, Scratch
from ._table import Table


class Staged:
    """Two compiled loops with roots between them.

    ``prepare`` writes the arguments of all ``roots`` in a row, ``varying`` those that depend on z;
    ``finish`` reads the ``shared`` ones of them and the roots' results. With parameters that are
    numbers, an argument that does not vary is in the first element of its row.

    ``fused`` does all of it from a table of the only root, and returns how many elements the table
    lacks; if there are any, the block is computed again in stages, to the same bits.
    """

    def __init__(
        self,
        prepare: Callable[..., None],
        roots: tuple[Root, ...],
        finish: Callable[..., None],
        varying: tuple[bool, ...],
        shared: tuple[int, ...],
        fused: Callable[..., int] | None = None,
    ) -> None:
        self._loops = prepare, finish, fused
        self._roots = roots
        self._varying, self._shared = varying, shared
        self._arity = len(varying)
        self._rows = Scratch(self._arity + len(roots))
        # The shared arguments, the coordinate and the rate of the elements at hand.
        self._notes = Scratch(len(shared) + 2)

    def compile_as(self, parameters: tuple[Any, ...], outputs: int) -> Staged:
        """Itself, its loops to be compiled for these parameters at the first call."""
        prepare, finish, fused = self._loops
        self._count, self._fixed = len(parameters), FLOAT in parameters
        self._prepare = Entry(prepare, (INPUT, *parameters, *(OUTPUT,) * self._arity))
        given = (INPUT,) * (len(self._shared) + len(self._roots))
        self._finish = Entry(finish, (INPUT, *parameters, *given, *(OUTPUT,) * outputs))
        if fused is not None:
            notes = (OUTPUT,) * (len(self._shared) + 2)
            types = (INPUT, *parameters, TABLE, FLOAT, *notes, *(OUTPUT,) * outputs)
            self._fused = Entry(fused, types)
        return self

    def call(self, z: Array, *rest: Any) -> None:
        """Fill the outputs, the last of ``rest``, from z and the parameters before them."""
        table = self._recall(z[:1], rest[: self._count])
        for start in range(0, z.size, BLOCK):
            cut = slice(start, start + BLOCK)
            parts = [r[cut] if isinstance(r, np.ndarray) else r for r in rest]
            parameters, outs = parts[: self._count], parts[self._count :]
            if table is None or self._count_missing(z[cut], parameters, table, outs):
                self._block(z[cut], parameters, outs)

    def _recall(self, first: Array, parameters: tuple[Any, ...]) -> Table | None:
        """The table to be used, by the arguments that the first element prepares."""
        if not first.size or self._loops[-1] is None:
            return None
        rows = self._rows.take(1)[: self._arity]
        self._prepare.call(first, *parameters, *rows)
        fixed = (r for r, varies in zip(rows, self._varying, strict=True) if not varies)
        return self._roots[0].recall(tuple(float(r[0]) for r in fixed))

    def _count_missing(
        self, z: Array, parameters: list[Any], table: Table, outs: list[Array]
    ) -> int:
        """Fill the outputs from the table; how many elements it lacks."""
        notes = self._notes.take(STRETCH)
        missing: int = self._fused.call(z, *parameters, *table, *notes, *outs)
        return missing

    def _block(self, z: Array, parameters: list[Any], outs: list[Array]) -> None:
        rows = self._rows.take(z.size)
        arguments, results = rows[: self._arity], rows[self._arity :]
        self._prepare.call(z, *parameters, *arguments)
        first = 0
        for root, result in zip(self._roots, results, strict=True):
            last = first + root.arity
            self._call(root, arguments[first:last], self._varying[first:last], result)
            first = last
        shared = [arguments[i] for i in self._shared]
        self._finish.call(z, *parameters, *shared, *results, *outs)

    def _call(
        self, root: Root, arguments: list[Array], varying: tuple[bool, ...], result: Array
    ) -> None:
        if not self._fixed:
            root(tuple(arguments), result)
        elif root.has_table_for(varying):
            first = varying.index(False)
            parameters = tuple(float(a[0]) for a in arguments[first:])
            root.with_fixed(tuple(arguments[:first]), parameters, result)
        else:
            for argument, varies in zip(arguments, varying, strict=True):
                if not varies:
                    argument[:] = argument[0]
            root(tuple(arguments), result)
