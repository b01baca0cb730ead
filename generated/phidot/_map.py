# Copied by `make` from derive/runtime; edit it there.
"""Map: the public face of the map from one member of a family onto another."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import update_wrapper
from typing import Any

from ._elementwise import Elementwise

#: The parameters as a tuple in the family's order, or by name; loc and scale may be left out.
Parameters = Sequence[Any] | Mapping[str, Any]
DEFAULTS = {"loc": 0.0, "scale": 1.0}


class Transport:
    """``transport(z, theta, tau)``; ``jit`` is the scalar function of z, theta's and tau's entries.

    See the docstring of the family's own.
    """

    def __init__(
        self, declaration: Callable[..., Any], names: tuple[str, ...], flat: Elementwise[..., Any]
    ) -> None:
        update_wrapper(self, declaration)
        self.__name__ = declaration.__name__
        self.jit = flat.jit
        self._names, self._flat = names, flat

    def __call__(self, z: Any, theta: Parameters, tau: Parameters, *, out: Any = None) -> Any:
        start, end = self._read("theta", theta), self._read("tau", tau)
        return self._evaluate(z, start, end, out)

    def _evaluate(self, z: Any, start: Sequence[Any], end: Sequence[Any], out: Any) -> Any:
        return self._flat.evaluate((z, *start, *end), out)

    def _read(self, label: str, given: Parameters) -> list[Any]:
        """Every parameter in order; TypeError where one is missing, unknown or too many."""
        if isinstance(given, Mapping):
            named = dict(given)
        else:
            if len(given) > len(self._names):
                raise TypeError(
                    f"transport: {label} has {len(given)} entries; "
                    f"give at most {len(self._names)}: {', '.join(self._names)}"
                )
            named = dict(zip(self._names, given, strict=False))
        values = DEFAULTS | named
        missing = [n for n in self._names if n not in values]
        unknown = sorted(set(named) - set(self._names))
        if missing or unknown:
            what = f"lacks {missing[0]}" if missing else f"has {unknown[0]}, which is no parameter"
            raise TypeError(f"transport: {label} {what}; give {', '.join(self._names)}")
        return [values[n] for n in self._names]

    def __get__(self, instance: object, owner: type | None = None) -> Transport:
        """Itself: a routine to ``inspect`` and ``help``, and the same in the body of a class."""
        return self

    def __reduce__(self) -> str:
        return self.__name__

    def __repr__(self) -> str:
        return f"<transport {self.__module__}.{self.__name__}(z, theta, tau, *, out=None)>"


def transport_of(
    names: tuple[str, ...], flat: Elementwise[..., Any]
) -> Callable[[Callable[..., Any]], Transport]:
    """Make a declaration (its signature and docstring) the public face of a family's map."""
    return lambda declaration: Transport(declaration, names, flat)
