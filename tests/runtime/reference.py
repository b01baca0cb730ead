"""Truth for the runtime: one element at a time, through the scalar function."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tests.runtime import sample_weibull as weibull


def dz_dc(*arguments: ArrayLike) -> NDArray[np.float64]:
    """The derivative at every point of the broadcast arguments, by a plain Python loop."""
    broadcast = np.broadcast_arrays(*[np.asarray(a, np.float64) for a in arguments])
    points = zip(*(a.ravel().tolist() for a in broadcast), strict=True)
    values = [weibull.dz_dc.jit(*point) for point in points]
    return np.array(values, np.float64).reshape(broadcast[0].shape)


def same_bits(a: Any, b: Any) -> bool:
    """Whether two arrays agree in shape, type and every bit, nan equal to nan."""
    a, b = np.asarray(a), np.asarray(b)
    return a.shape == b.shape and a.dtype == b.dtype and bool(np.array_equal(a, b, equal_nan=True))
