"""Sweep: run a kernel over broadcast arrays, on contiguous float64 stretches.

Arrays that are such stretches already are passed as they lie, cut only into pieces for threads.
For all others ``numpy.nditer`` broadcasts, gathers, converts and scatters, one buffer at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast

import numpy as np

from ._arguments import FLOAT64, Array
from ._threads import TRIAL, share

# Elements in a buffer: 64 KiB, so that the buffers of a call stay in the second-level cache.
BUFFER = 1 << 13
BUFFERED = ["contig", "aligned", "nbo"]
OPTIONS: dict[str, Any] = {
    "flags": ["external_loop", "buffered", "ranged", "delay_bufalloc"],
    "casting": "same_kind",
    "buffersize": BUFFER,
}

Call = Callable[..., Any]


def lies_flat(array: Array, shape: tuple[int, ...], order: str) -> bool:
    """Whether ``array`` is one native, aligned stretch of float64 in the given memory order."""
    flags = array.flags
    contiguous = flags.c_contiguous if order == "C" else flags.f_contiguous
    return contiguous and flags.aligned and array.shape == shape and array.dtype == FLOAT64


def sweep(
    kernel: Call, inputs: Sequence[Array], scalars: Sequence[float], outs: Sequence[Array]
) -> None:
    """Call ``kernel(first input, *scalars, *other inputs, *outs)`` over every element."""
    shape = outs[0].shape
    operands = (*inputs, *outs)
    for order in "CF":
        if all(lies_flat(a, shape, order) for a in operands):
            flat = [a.reshape(-1, order=order) for a in operands]  # type: ignore[call-overload]
            return sweep_flat(kernel, flat, scalars)
    if outs[0].size:
        sweep_buffered(kernel, operands, scalars, len(outs))


def sweep_flat(kernel: Call, operands: Sequence[Array], scalars: Sequence[float]) -> None:
    first, *others = operands
    if first.size <= TRIAL:
        kernel(first, *scalars, *others)
        return

    def task(start: int, stop: int) -> None:
        kernel(first[start:stop], *scalars, *[a[start:stop] for a in others])

    share(task, first.size)


def sweep_buffered(
    kernel: Call, operands: Sequence[Array], scalars: Sequence[float], outputs: int
) -> None:
    inputs = len(operands) - outputs
    access = [["readonly", *BUFFERED]] * inputs + [["writeonly", *BUFFERED]] * outputs
    options: dict[str, Any] = {"op_flags": access, "op_dtypes": [FLOAT64] * len(operands)}
    iterator = np.nditer(operands, **OPTIONS, **options)

    def task(start: int, stop: int) -> None:
        with cast(Any, iterator.copy()) as part:  # NumPy types iterrange as read-only.
            part.iterrange = (start, stop)
            part.reset()
            for first, *others in part:
                kernel(first, *scalars, *others)

    share(task, iterator.itersize)
