# Copied by `make` from derive/runtime; edit it there.
"""Output: the arrays that a call writes to, its own or the caller's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import numpy as np

from ._arguments import Array


def check(function: str, out: object, shape: tuple[int, ...], dtype: np.dtype[Any]) -> None:
    """Refuse an ``out`` that cannot hold the result as it is."""
    if not isinstance(out, np.ndarray):
        raise TypeError(f"{function}: out is {type(out).__name__}; pass a NumPy array")
    if out.shape != shape:
        raise ValueError(f"{function}: out has shape {out.shape}; pass an array of shape {shape}")
    if out.dtype != dtype:
        raise TypeError(f"{function}: out has dtype {out.dtype}; pass an array of {dtype}")
    if not out.flags.writeable:
        raise ValueError(f"{function}: out is read-only; pass a writable array")


def layout(arrays: Sequence[Array], shape: tuple[int, ...]) -> Literal["C", "F"]:
    """The memory order of a new result: Fortran's where every full-sized argument has it."""
    full = [a for a in arrays if a.shape == shape]
    return "F" if full and all(a.flags.f_contiguous for a in full) else "C"


def receives(out: object, plain: Array) -> bool:
    """Whether a kernel may write straight into ``out`` from ``plain``, an array that it takes."""
    if type(out) is not np.ndarray or out.dtype is not plain.dtype or out.shape != plain.shape:
        return False
    flags = out.flags
    whole = flags.c_contiguous and flags.aligned and flags.writeable
    return whole and not np.may_share_memory(out, plain)


def overlaps(outs: Sequence[Array], inputs: Sequence[Array]) -> bool:
    """Whether writing one of ``outs`` may change an input or another of ``outs``."""
    return any(
        np.may_share_memory(out, other)
        for i, out in enumerate(outs)
        for other in (*inputs, *outs[:i])
    )
