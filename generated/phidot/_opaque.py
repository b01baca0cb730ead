# Copied by `make` from derive/runtime; edit it there.
"""Opaque: functions of second order of a family whose velocity is an integral or a sum.

Made of calls of its ``gradient`` at Chebyshev points in every argument (``_nodes``): some tens of
kernels an element. What the points cannot tell to ACCEPTED is nan.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Sequence
from functools import update_wrapper
from typing import Any, Generic, NamedTuple, ParamSpec, cast

import numpy as np
from numpy.typing import NDArray

from ._arguments import Array, Value, is_scalar, promote, read
from ._elementwise import Declaration, Elementwise
from ._nodes import Domain, Slopes, differentiate
from ._output import check

P = ParamSpec("P")
#: An error above which an entry is nan: as a part of the size of its terms; and as a part of what
#: they are made of, velocities over the distances from the ends of the arguments' domains, where
#: the terms are small because these cancel.
ACCEPTED, ROUNDED = 5e-11, 1e-13
#: Elements at a time, so that the values at the points fit into memory.
BLOCK = 8192


class Member(NamedTuple):
    """The family: its gradient, the domains of the variate and of every shape, which shapes are
    differentiable, whether loc and scale follow, and values of shapes at which scale also shifts,
    by index; there everything is nan."""

    gradient: Elementwise[..., Any]
    domains: tuple[Domain, ...]
    shapes: tuple[int, ...]
    located: bool
    shifting: tuple[tuple[int, float], ...] = ()


class Taylor(NamedTuple):
    """Of the standard member: velocities, their slopes in the variate and in every shape."""

    velocity: Array
    along: Slopes
    moved: list[Slopes]
    rooms: list[Array]


class Opaque(Generic[P]):
    """A function of real arrays, evaluated element by element; it has no ``jit``."""

    def __init__(self, declaration: Declaration[P], member: Member) -> None:
        update_wrapper(self, declaration)
        self.__name__ = declaration.__name__.removeprefix("_bind_")
        self.__qualname__ = self.__name__
        self.__signature__ = inspect.signature(declaration)
        self._bind, self._member = declaration, member

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> Any:
        values, out = self._bind(*args, **kwargs)
        names = list(self.__signature__.parameters)
        given = [read(self.__name__, n, v) for n, v in zip(names, values, strict=False)]
        shape, dtype = np.broadcast(*given).shape, promote(given)
        with np.errstate(all="ignore"):
            blocks = [self.evaluate(*block) for block in split(self._member, given, shape)]
        found = np.concatenate(blocks, axis=-1)
        return self.finish(found.reshape(*found.shape[:-1], *shape).astype(dtype), out)

    def evaluate(self, arguments: Sequence[Any], scale: Any, inside: Any) -> Array:
        """The results of one block, elements last."""
        raise NotImplementedError

    def finish(self, found: Array, out: Any) -> Any:
        """The results as they are returned, elements first in ``found``'s last axes."""
        raise NotImplementedError

    @property
    def jit(self) -> Any:
        raise AttributeError(
            f"{self._member.gradient.__module__}.{self.__name__} has no jit: it is made of many "
            "calls of gradient; call it with arrays"
        )

    def __reduce__(self) -> str:
        return self.__name__


class Hessian(Opaque[P]):
    """The second derivatives of the map: an array (..., k, k)."""

    def evaluate(self, arguments: Sequence[Any], scale: Any, inside: Any) -> Array:
        taylor = expand(self._member, arguments)
        count = len(self._member.shapes)
        size = count + 2 * self._member.located
        matrix = np.zeros((size, size, inside.size))
        for i in range(count):
            for j in range(i + 1):
                matrix[i, j] = matrix[j, i] = scale * entry(taylor, i, j)
            if self._member.located:
                matrix[i, -1] = matrix[-1, i] = taylor.velocity[i]
        matrix[..., ~inside] = np.nan
        return matrix

    def finish(self, found: Array, out: Any) -> Any:
        result = np.moveaxis(found, (0, 1), (-2, -1))
        if out is None:
            return np.ascontiguousarray(result)
        check(self.__name__, out, result.shape, result.dtype)
        np.copyto(out, result)
        return out


class Divergences(Opaque[P]):
    """dv/dz of every velocity, as ``result``."""

    def __init__(
        self, declaration: Declaration[P], member: Member, result: type[NamedTuple]
    ) -> None:
        super().__init__(declaration, member)
        self._result = result

    def evaluate(self, arguments: Sequence[Any], scale: Any, inside: Any) -> Array:
        velocity, along = slopes_along(self._member, arguments)
        room = self._member.domains[0].room(arguments[0])
        natural = np.abs(velocity) / room
        rows = [*accept(along.values, along.errors, np.abs(along.values), natural)]
        if self._member.located:
            rows += [np.zeros(inside.size), np.broadcast_to(1.0 / scale, inside.shape)]
        return np.where(inside, np.array(rows), np.nan)

    def finish(self, found: Array, out: Any) -> Any:
        if out is not None:
            if not isinstance(out, tuple) or len(out) != len(found):
                raise TypeError(f"{self.__name__}: out must be a tuple of {len(found)} arrays")
            for array, row in zip(out, found, strict=True):
                check(self.__name__, array, row.shape, row.dtype)
                np.copyto(array, row)
            return out
        return self._result._make(row[()] for row in found)


def split(
    member: Member, given: Sequence[Value], shape: tuple[int, ...]
) -> Iterator[tuple[list[Any], Any, NDArray[np.bool_]]]:
    """Blocks of (variate and shapes of the standard member, scale, which lie in the domain).

    Shapes that are numbers stay numbers, for which the kernels are quicker.
    """
    flat = [
        float(v) if is_scalar(v) and k else np.broadcast_to(v, shape).astype(float).reshape(-1)
        for k, v in enumerate(given)
    ]
    count = int(np.prod(shape, dtype=int))
    for start in range(0, max(count, 1), BLOCK):
        part = [v if isinstance(v, float) else v[start : start + BLOCK] for v in flat]
        gradient = member.gradient.evaluate(part)
        inside = np.isfinite(gradient[-1]) if member.located else ~np.isnan(gradient[0])
        for index, value in member.shifting:
            inside = inside & (np.asarray(part[1 + index]) != value)
        yield standardise(member, part, cast(NDArray[np.bool_], inside))


def standardise(
    member: Member, part: list[Any], inside: NDArray[np.bool_]
) -> tuple[list[Any], Any, NDArray[np.bool_]]:
    if not member.located:
        return part, 1.0, inside
    *standard, loc, scale = part
    standard[0] = (standard[0] - loc) / scale
    return standard, scale, inside


def expand(member: Member, arguments: Sequence[Any]) -> Taylor:
    """Velocities and all slopes."""
    velocity, along = slopes_along(member, arguments)
    moved = [
        differentiate(velocities(member), arguments, 1 + k, member.domains[1 + k])
        for k in member.shapes
    ]
    rooms = [d.room(np.asarray(a)) for d, a in zip(member.domains, arguments, strict=True)]
    return Taylor(velocity, along, moved, [rooms[0], *(rooms[1 + k] for k in member.shapes)])


def slopes_along(member: Member, arguments: Sequence[Any]) -> tuple[Array, Slopes]:
    """The velocities and their slopes in the variate."""
    find = velocities(member)
    velocity = np.array(find(*arguments))
    return velocity, differentiate(find, arguments, 0, member.domains[0])


def velocities(member: Member) -> Any:
    """The shapes' velocities of the standard member, a function of variate and shapes."""
    ends = (0.0, 1.0) if member.located else ()
    count = len(member.shapes)
    return lambda *given: member.gradient.evaluate((*given, *ends))[:count]


def entry(taylor: Taylor, i: int, j: int) -> Array:
    """dv_j/dtheta_i + v_i dv_j/dx, or the same with i and j exchanged: what errs by less."""
    one, other = form(taylor, i, j), form(taylor, j, i)
    value, error, size, natural = np.where(one[1] <= other[1], one, other)
    return accept(value, error, size, natural)


def form(taylor: Taylor, i: int, j: int) -> Array:
    """The entry, its error, the size of its terms, and of what these are made of."""
    own, along, speed = taylor.moved[i], taylor.along, taylor.velocity
    moved = speed[i] * along.values[j]
    error = own.errors[j] + np.abs(speed[i]) * along.errors[j]
    natural = np.abs(speed[j]) * (1.0 / taylor.rooms[1 + i] + np.abs(speed[i]) / taylor.rooms[0])
    size = np.abs(own.values[j]) + np.abs(moved)
    return np.array([own.values[j] + moved, error, size, natural])


def accept(values: Array, errors: Array, size: Array, natural: Array) -> Array:
    """``values``, nan where the error is neither a small part of ``size`` nor rounding."""
    return np.where(errors <= ACCEPTED * size + ROUNDED * natural, values, np.nan)
