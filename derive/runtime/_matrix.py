"""Matrix: a symmetric matrix for every element, from kernels of its distinct entries."""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from typing import Any, Generic, NamedTuple, ParamSpec

import numpy as np
from numpy.typing import NDArray

from ._elementwise import Declaration, Elementwise, Loop
from ._output import check

P = ParamSpec("P")
Layout = tuple[tuple[int, ...], ...]


class Symmetric(Generic[P]):
    """A function of real arrays whose result has two axes more, of length k each.

    ``jit`` is the scalar function for compiled code; it returns the rows, each a tuple.
    """

    def __init__(
        self,
        declaration: Declaration[P],
        entries: Elementwise[P, Any],
        layout: Layout,
        jit: Callable[..., Any],
    ) -> None:
        update_wrapper(self, declaration)
        self.__name__ = declaration.__name__
        self.__signature__ = entries.__signature__
        self.jit = jit
        self._bind, self._entries, self._layout = declaration, entries, layout

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> NDArray[Any]:
        values, out = self._bind(*args, **kwargs)
        return self.evaluate(values, out)

    def evaluate(self, values: Any, out: Any = None) -> NDArray[Any]:
        """The matrices at ``values``, every argument in the order of the signature."""
        found = self._entries.evaluate(values)
        entries = [np.asarray(e) for e in (found if isinstance(found, tuple) else (found,))]
        shape, size = entries[0].shape, len(self._layout)
        if out is None:
            out = np.empty((*shape, size, size), entries[0].dtype)
        else:
            check(self.__name__, out, (*shape, size, size), entries[0].dtype)
        for i, row in enumerate(self._layout):
            for j, index in enumerate(row):
                out[..., i, j] = entries[index]
        result: NDArray[Any] = out
        return result

    def __get__(self, instance: object, owner: type | None = None) -> Symmetric[P]:
        """Itself: a routine to ``inspect`` and ``help``, and the same in the body of a class."""
        return self

    def __reduce__(self) -> str:
        return self.__name__

    def __repr__(self) -> str:
        return f"<symmetric {self.__module__}.{self.__name__}{self.__signature__}>"


def symmetric(
    result: type[NamedTuple],
    layout: Layout,
    matrix: Callable[..., Any],
    jit: Callable[..., Any],
    fixed: Loop,
    arrays: Loop,
) -> Callable[[Declaration[P]], Symmetric[P]]:
    """Make a declaration the public face of the kernels of a symmetric matrix's entries."""

    def decorate(declaration: Declaration[P]) -> Symmetric[P]:
        several = result if len(result._fields) > 1 else None
        entries: Elementwise[P, Any] = Elementwise(declaration, (jit, fixed, arrays), several, None)
        return Symmetric(declaration, entries, layout, matrix)

    return decorate
