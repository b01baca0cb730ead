"""Tables of fixed-point numbers, as integers: their products take a tenth of the time of mpf's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
from mpmath import mp, mpf

Tensor: TypeAlias = np.ndarray[Any, Any]

#: Bits after the point, far more than the 40 digits that the expansions are worked out to.
POINT = 256


def fixed(table: Sequence[Sequence[Any]]) -> Tensor:
    """A table of mpf as integers, each 2^POINT times the number."""
    return np.array([[int(mp.ldexp(x, POINT)) for x in row] for row in table], dtype=object)


def times(left: Tensor, right: Tensor) -> Tensor:
    """The matrix product."""
    return np.asarray((left @ right) >> POINT)


def real(x: int) -> Any:
    """The number that an integer stands for."""
    return mp.ldexp(mpf(x), -POINT)
