# Copied by `make` from derive/runtime; edit it there.
"""Fixed: one member of a family, its shape parameters given once."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import ArrayLike

from ._arguments import is_scalar, read
from ._elementwise import Elementwise

R = TypeVar("R")


class Fixed(Generic[R]):
    """An elementwise function whose shape parameters are given; z, loc and scale are free."""

    __slots__ = ("_function", "_shapes")

    def __init__(self, function: Elementwise[..., R], *shapes: float) -> None:
        self._function = function
        self._shapes = shapes

    def __call__(
        self, z: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, out: Any = None
    ) -> R:
        """The function at z, by the same rules of shapes, types and ``out``."""
        return self._function.evaluate((z, *self._shapes, loc, scale), out)

    def __repr__(self) -> str:
        return f"<{self._function.__name__} at {', '.join(map(str, self._shapes))}>"


def one_number(function: str, name: str, value: ArrayLike) -> float:
    """A shape parameter as a float; TypeError where it is not one real number."""
    number = read(function, name, value)
    if not is_scalar(number):
        raise TypeError(
            f"{function}: {name} has shape {np.shape(number)}; give one number here, "
            "or an array to the derivative itself"
        )
    return float(number)
