# Copied by `make` from derive/runtime; edit it there.
"""Map curve: the map between two given members at many z, where it is an integral along a path.

An element of such a map costs from 4 to some hundred microseconds, or half of one where a quantile
function is inverted. An array of MANY or more is interpolated like a costly velocity (see
``_interpolated``): the map of the standard variates is a smooth function of one argument, which
depends on the shapes on both sides only.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any, cast

import numpy as np

from ._arguments import Array, is_scalar, promote, read
from ._curve import Curve
from ._elementwise import Elementwise
from ._fit import Source, move_each
from ._map import Transport
from ._output import layout

#: Elements from which on an array is interpolated, and the pairs of members that are remembered.
MANY, PAIRS = 1024, 16
#: What the integration may err by at worst and by root mean square, in eps * max(1, condition
#: number): a panel that cannot be met within it is left to the integration itself.
WORST, USUAL = 32.0, 8.0


class CurvedTransport(Transport):
    """``transport`` with polynomials for many z between two members whose entries are numbers."""

    def __init__(
        self,
        declaration: Callable[..., Any],
        names: tuple[str, ...],
        flat: Elementwise[..., Any],
        coordinate: str,
    ) -> None:
        super().__init__(declaration, names, flat)
        self._coordinate = coordinate
        self._curves: OrderedDict[tuple[float, ...], Curve] = OrderedDict()

    def _evaluate(self, z: Any, start: Sequence[Any], end: Sequence[Any], out: Any) -> Any:
        values = [read("transport", "z", z)]
        values += [
            read("transport", n, v) for n, v in zip(self._names * 2, (*start, *end), strict=True)
        ]
        if not is_worth_it(values):
            return super()._evaluate(z, start, end, out)
        array, dtype = np.asarray(values[0]), promote(values)
        order = layout([array], array.shape)
        flat = array.reshape(-1, order=order).astype(np.float64, copy=False)
        found = self._over(flat, [*map(float, values[1:])])
        result = found.astype(dtype, copy=False).reshape(array.shape, order=order)
        return result if out is None else self._flat.fill(out, result)

    def _over(self, z: Array, parameters: list[float]) -> Array:
        count = len(self._names)
        *shapes, loc, scale = parameters[:count]
        *shapes_to, loc_to, scale_to = parameters[count:]
        with np.errstate(all="ignore"):
            x, key = (z - loc) / scale, (*shapes, *shapes_to)
        found, left = self._curve(key).evaluate(x, self._source(key))
        found *= scale_to
        found += loc_to
        found[left] = cast(Array, self._flat.evaluate((z[left], *parameters)))
        return found

    def _curve(self, shapes: tuple[float, ...]) -> Curve:
        """That of these shapes on both sides; the one that was not used for longest is dropped."""
        curve = self._curves.pop(shapes, None) or Curve(self._coordinate)
        self._curves[shapes] = curve
        if len(self._curves) > PAIRS:
            self._curves.popitem(last=False)
        return curve

    def _source(self, shapes: tuple[float, ...]) -> Source:
        """The map of standard variates as the panels ask for it."""
        half = len(shapes) // 2

        def values(x: Array, *moved: float) -> Array:
            given = moved or shapes
            sides = (*given[:half], 0.0, 1.0, *given[half:], 0.0, 1.0)
            return cast(Array, self._flat.evaluate((x, *sides)))

        def moved(x: Array) -> list[Array]:
            return [values(x, *row) for row in move_each(shapes)]

        return Source(values, moved, WORST, USUAL)


def is_worth_it(values: Sequence[Any]) -> bool:
    """Whether z is an array of MANY, all else are numbers, and there is a way to go."""
    z, *others = values
    if is_scalar(z) or z.size < MANY or not all(map(is_scalar, others)):
        return False
    numbers = [*map(float, others)]
    half = len(numbers) // 2
    moves = numbers[:half] != numbers[half:]
    return moves and all(map(np.isfinite, numbers)) and numbers[half - 1] > 0.0 < numbers[-1]


def curved_transport_of(
    names: tuple[str, ...], flat: Elementwise[..., Any], coordinate: str
) -> Callable[[Callable[..., Any]], CurvedTransport]:
    """As ``transport_of``, for a map that is integrated; ``coordinate`` as for ``_panels``."""
    return lambda declaration: CurvedTransport(declaration, names, flat, coordinate)
