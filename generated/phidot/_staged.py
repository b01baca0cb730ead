# Copied by `make` from derive/runtime; edit it there.
"""Staged: a kernel that runs block by block, first up to the calls of roots, then from them on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ._arguments import Array
from ._jit import FLOAT, INPUT, OUTPUT, Entry
from ._root import Root
from ._scratch import BLOCK, Scratch


class Staged:
    """Two compiled loops with roots between them.

    ``prepare`` writes the arguments of all ``roots`` in a row, ``varying`` those that depend on z;
    ``finish`` reads the ``shared`` ones of them and the roots' results. With parameters that are
    numbers, an argument that does not vary is in the first element of its row.
    """

    def __init__(
        self,
        prepare: Callable[..., None],
        roots: tuple[Root, ...],
        finish: Callable[..., None],
        varying: tuple[bool, ...],
        shared: tuple[int, ...],
    ) -> None:
        self._loops = prepare, finish
        self._roots = roots
        self._varying, self._shared = varying, shared
        self._arity = len(varying)
        self._rows = Scratch(self._arity + len(roots))

    def compile_as(self, parameters: tuple[Any, ...], outputs: int) -> Staged:
        """Itself, its loops to be compiled for these parameters at the first call."""
        prepare, finish = self._loops
        self._count, self._fixed = len(parameters), FLOAT in parameters
        self._prepare = Entry(prepare, (INPUT, *parameters, *(OUTPUT,) * self._arity))
        given = (INPUT,) * (len(self._shared) + len(self._roots))
        self._finish = Entry(finish, (INPUT, *parameters, *given, *(OUTPUT,) * outputs))
        return self

    def call(self, z: Array, *rest: Any) -> None:
        """Fill the outputs, the last of ``rest``, from z and the parameters before them."""
        for start in range(0, z.size, BLOCK):
            cut = slice(start, start + BLOCK)
            self._block(z[cut], [r[cut] if isinstance(r, np.ndarray) else r for r in rest])

    def _block(self, z: Array, rest: list[Any]) -> None:
        parameters, outs = rest[: self._count], rest[self._count :]
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
