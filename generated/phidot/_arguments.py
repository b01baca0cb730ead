# Copied by `make` from derive/runtime; edit it there.
"""Arguments: what a call accepts, and the type of what it returns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array: TypeAlias = NDArray[np.floating[Any]]
Indices: TypeAlias = NDArray[np.int64]
Value: TypeAlias = float | NDArray[Any]

# NumPy's weak scalars: they take no part in the type of a result.
PYTHON = frozenset({float, int, bool})
NUMBERS = PYTHON | {np.float64}
FLOAT64 = np.dtype(np.float64)
# Boolean, the integers, float16, float32, float64, by NumPy's one-letter codes.
REAL = frozenset("?bBhHiIlLqQefd")


def read(function: str, name: str, value: ArrayLike) -> Value:
    """``value`` as a Python scalar or an array of real numbers; TypeError for anything else."""
    if type(value) in PYTHON:
        return value  # type: ignore[return-value]
    array = value if type(value) is np.ndarray else np.asarray(value)
    if array.dtype.char not in REAL:
        raise TypeError(
            f"{function}: {name} has dtype {array.dtype}; "
            "give float64, float32, float16, integers or bool"
        )
    return array


def promote(values: Sequence[Value]) -> np.dtype[Any]:
    """The type of the result by NumPy's promotion; float64 where no array is floating."""
    types = {v.dtype for v in values if type(v) is np.ndarray}
    dtype = np.result_type(*types) if types else FLOAT64
    return dtype.newbyteorder("=") if dtype.kind == "f" else FLOAT64


def is_scalar(value: Value) -> bool:
    """Whether ``value`` is one number rather than an array of them."""
    return type(value) is not np.ndarray or value.ndim == 0


def is_plain(first: object, *others: object) -> bool:
    """Whether this is the common call, an array that a kernel takes as it is and numbers."""
    if type(first) is not np.ndarray or first.dtype is not FLOAT64 or not first.ndim:
        return False
    flags = first.flags
    return flags.c_contiguous and flags.aligned and NUMBERS.issuperset(map(type, others))


def as_array(value: Value) -> NDArray[Any]:
    """``value`` as an array; a Python integer of any size becomes a float64."""
    return value if type(value) is np.ndarray else np.asarray(value, np.float64)
