"""Interpolated: a member of a family whose kernel is a sum or an integral, at many z.

Such a kernel takes from 0.3 to 300 microseconds an element, a polynomial some ten nanoseconds. So
an array of MANY or more elements is interpolated where they lie close: panels that hold at least
FEWEST of them get a polynomial, made from the kernel's own values at the first call that asks for
it and kept in this object. All other elements, and those of smaller arrays, get the kernel itself.
The result depends on the array, not on the calls before.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar, cast

import numpy as np
from numpy.typing import ArrayLike

from ._arguments import Array, is_scalar, promote, read
from ._curve import Curve
from ._elementwise import Elementwise
from ._fit import Source, move_each
from ._fixed import Fixed
from ._output import layout

R = TypeVar("R")
#: Elements from which on an array is interpolated.
MANY = 1024
#: Scales of a drifting law whose panels are kept.
SCALES = 16
#: What a kernel errs by at worst and in the median where nothing is recorded. What is recorded is
#: given room: the worst as by the tests, the median more, for few values near a zero err by more.
WORST, MEDIAN = 16.0, 1.0
HEADROOM, MARGIN, USUAL, ROOM = 1.25, 1.0, 2.0, 6.0


class Interpolated(Fixed[R]):
    """A velocity with its shapes given.

    ``coordinate`` is one in which both tails are smooth; the standard variate of a ``drifting`` law
    is not (z - loc)/scale, so it has panels for each scale.
    """

    __slots__ = ("_coordinate", "_curves", "_drifting")

    def __init__(
        self,
        function: Elementwise[..., R],
        *shapes: float,
        coordinate: str,
        drifting: bool = False,
    ) -> None:
        super().__init__(function, *shapes)
        self._coordinate, self._drifting = coordinate, drifting
        self._curves: dict[float, Curve] = {}

    def __call__(
        self, z: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, out: Any = None
    ) -> R:
        """The function at z, by the same rules of shapes, types and ``out``."""
        name = self._function.__name__
        values = [read(name, n, v) for n, v in (("z", z), ("loc", loc), ("scale", scale))]
        if not self._is_worth_it(values):
            return super().__call__(z, loc, scale, out=out)
        array, dtype = np.asarray(values[0]), promote(values)
        order = layout([array], array.shape)
        flat = array.reshape(-1, order=order).astype(np.float64, copy=False)
        found = self._over(flat, float(values[1]), float(values[2]))
        result = found.astype(dtype, copy=False).reshape(array.shape, order=order)
        return cast(R, result if out is None else self._function.fill(out, result))

    def _is_worth_it(self, values: Sequence[Any]) -> bool:
        z, loc, scale = values
        if is_scalar(z) or z.size < MANY or not (is_scalar(loc) and is_scalar(scale)):
            return False
        return bool(np.isfinite(float(loc)) and 0.0 < float(scale) < np.inf)

    def _over(self, z: Array, loc: float, scale: float) -> Array:
        with np.errstate(all="ignore"):
            x, factor = (z - loc, 1.0) if self._drifting else ((z - loc) / scale, scale)
        key = scale if self._drifting else 1.0
        out, left = self._curve(key).evaluate(x, self._source(key))
        out *= factor
        out[left] = cast(Array, self._function.evaluate((z[left], *self._shapes, loc, scale)))
        return out

    def _curve(self, key: float) -> Curve:
        if key not in self._curves:
            if len(self._curves) >= SCALES:
                self._curves = {}
            self._curves[key] = Curve(self._coordinate)
        return self._curves[key]

    def _source(self, scale: float) -> Source:
        """The kernel as the panels ask for it."""
        info, shapes = self._function.info, self._shapes
        worst = WORST if info is None or info.worst is None else info.worst
        median = MEDIAN if info is None or info.median is None else info.median

        def values(x: Array, *moved: float) -> Array:
            return cast(Array, self._function.evaluate((x, *(moved or shapes), 0.0, scale)))

        def moved(x: Array) -> list[Array]:
            return [values(x, *row) for row in move_each(shapes)]

        return Source(values, moved, HEADROOM * worst + MARGIN, USUAL * median + ROOM)


class Together(Fixed[R]):
    """All derivatives in one call, each by the member that gives it alone."""

    __slots__ = ("_members",)

    def __init__(
        self, function: Elementwise[..., R], *shapes: float, members: tuple[Fixed[Any], ...]
    ) -> None:
        super().__init__(function, *shapes)
        self._members = members

    def __call__(
        self, z: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, out: Any = None
    ) -> R:
        """The function at z, by the same rules of shapes, types and ``out``."""
        if np.size(z) < MANY:
            return super().__call__(z, loc, scale, out=out)
        results = [member(z, loc, scale) for member in self._members]
        if out is None:
            return self._function.pack(results)
        return cast(R, self._function.fill(out, *results))
