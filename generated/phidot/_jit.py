# Copied by `make` from derive/runtime; edit it there.
"""Numba as phidot uses it: the same options everywhere, one compile a kernel, at its first call.

No fastmath flag: the generated source says ``fma`` where it means it, so scalar and vector code
round alike and a result cannot depend on its place in an array.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from numba import njit, types

F = TypeVar("F", bound=Callable[..., Any])

OPTIONS: dict[str, Any] = {"error_model": "numpy", "nogil": True}
FLOAT = types.float64
# Read-only, so that one compiled version takes both writable and read-only inputs.
INPUT = types.Array(types.float64, 1, "C", readonly=True)
OUTPUT = types.Array(types.float64, 1, "C")
INDICES = types.Array(types.int64, 1, "C", readonly=True)
INDICES_OUT = types.Array(types.int64, 1, "C")
TABLE = types.Array(types.float64, 2, "C", readonly=True)
TABLE_OUT = types.Array(types.int64, 2, "C")


def decorate(function: F, **options: Any) -> F:
    """``njit`` with the cache on disk, or without it where no folder for it can be written."""
    try:
        dispatcher: F = njit(cache=True, **OPTIONS, **options)(function)
    except RuntimeError as error:
        if "cannot cache function" not in str(error):
            raise
        dispatcher = njit(**OPTIONS, **options)(function)
    return dispatcher


def jit(function: F) -> F:
    """Compile ``function``, a loop over arrays, at its first use."""
    return decorate(function)


def inline(function: F) -> F:
    """Compile ``function`` into its callers: a call left inside a loop stops vectorisation."""
    return decorate(function, forceinline=True)


class Entry:
    """The machine code of a jitted function for one signature, compiled at the first call.

    ``call`` skips Numba's look-up of argument types (it halves the cost of a small call), so it
    trusts the caller to pass the types of the signature.
    """

    __slots__ = ("_dispatcher", "_signature", "call")

    def __init__(self, dispatcher: Any, signature: tuple[Any, ...]) -> None:
        self._dispatcher = dispatcher
        self._signature = signature
        self.call: Callable[..., Any] = self._first

    def _first(self, *arguments: Any) -> Any:
        # Numba holds its own lock and returns at once when another thread was first.
        self._dispatcher.compile(self._signature)
        self.call = self._dispatcher.get_overload(self._signature)
        return self.call(*arguments)
