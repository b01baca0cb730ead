# Copied by `make` from derive/runtime; edit it there.
"""Sweep: run a kernel over broadcast arrays, on contiguous float64 stretches.

Arrays that are such stretches already are passed as they lie, cut only into pieces for threads.
Few elements are gathered whole. For all others ``numpy.nditer`` broadcasts, gathers, converts and
scatters, one buffer at a time. Each way feeds the same kernel, so each gives the same bits.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Literal, cast

import numpy as np

from ._arguments import FLOAT64, Array, Indices
from ._threads import TRIAL, share

# Elements in a buffer: 64 KiB, so that the buffers of a call stay in the second-level cache.
BUFFER = TRIAL
# Setting up nditer costs more than gathering this many elements.
SMALL = TRIAL
BUFFERED = ["contig", "aligned"]
OPTIONS: dict[str, Any] = {
    "flags": ["external_loop", "buffered", "ranged", "delay_bufalloc"],
    "casting": "same_kind",
}

Call = Callable[..., Any]
Order = Literal["C", "F"]
ORDERS: tuple[Order, ...] = ("C", "F")


def lies_flat(array: Array, shape: tuple[int, ...], order: Order) -> bool:
    """Whether ``array`` is one native, aligned stretch of float64 in the given memory order."""
    flags = array.flags
    contiguous = flags.c_contiguous if order == "C" else flags.f_contiguous
    return contiguous and flags.aligned and array.shape == shape and array.dtype == FLOAT64


def common_order(arrays: Sequence[Array], shape: tuple[int, ...]) -> Order | None:
    """The memory order in which every array lies flat, if there is one."""
    for order in ORDERS:
        if all(lies_flat(a, shape, order) for a in arrays):
            return order
    return None


def flatten(arrays: Sequence[Array], order: Order) -> list[Array]:
    return [a.reshape(-1, order=order) for a in arrays]


def sweep(
    kernel: Call, inputs: Sequence[Array], scalars: Sequence[float], outs: Sequence[Array]
) -> None:
    """Call ``kernel(first input, *scalars, *other inputs, *outs)`` over every element."""
    shape, size = outs[0].shape, outs[0].size
    operands = (*inputs, *outs)
    varies = [a.ndim > 0 for a in operands]
    order = common_order([a for a in operands if a.ndim], shape)
    if order and all(varies):
        sweep_flat(kernel, flatten(operands, order), scalars)
    elif size <= SMALL:
        sweep_small(kernel, inputs, scalars, outs)
    elif order:
        sweep_blocks(kernel, flatten(operands, order), varies)
    else:
        sweep_buffered(kernel, operands, scalars, len(outs))


def sweep_flat(kernel: Call, operands: Sequence[Array | Indices], scalars: Sequence[Any]) -> None:
    """Every operand one stretch; ``scalars`` are passed as they are."""
    first, *others = operands
    if first.size <= TRIAL:
        kernel(first, *scalars, *others)
        return

    def task(start: int, stop: int) -> None:
        kernel(first[start:stop], *scalars, *[a[start:stop] for a in others])

    share(task, first.size)


def sweep_blocks(kernel: Call, operands: Sequence[Array], varies: Sequence[bool]) -> None:
    """Every operand one stretch or one number, which a block repeats."""
    steps = [int(v) for v in varies]
    blocks = [
        a if v else np.full(BUFFER, a[0], FLOAT64) for a, v in zip(operands, varies, strict=True)
    ]

    def task(start: int, stop: int) -> None:
        for i in range(start, stop, BUFFER):
            n = min(BUFFER, stop - i)
            kernel(*[a[i * step : i * step + n] for a, step in zip(blocks, steps, strict=True)])

    share(task, operands[-1].size)


def sweep_small(
    kernel: Call, inputs: Sequence[Array], scalars: Sequence[float], outs: Sequence[Array]
) -> None:
    """Few elements, whatever the operands are."""
    count = len(inputs)
    rows = np.empty((count + len(outs), *outs[0].shape))
    for i, array in enumerate(inputs):
        rows[i] = array
    first, *others = rows.reshape(len(rows), outs[0].size)
    kernel(first, *scalars, *others)
    for i, out in enumerate(outs, count):
        out[...] = rows[i]


def sweep_buffered(
    kernel: Call, operands: Sequence[Array], scalars: Sequence[float], outputs: int
) -> None:
    """Many elements, whatever the operands are."""
    inputs = len(operands) - outputs
    access = [["readonly", *BUFFERED]] * inputs + [["writeonly", *BUFFERED]] * outputs
    options: dict[str, Any] = {"op_flags": access, "op_dtypes": [FLOAT64] * len(operands)}
    iterator = np.nditer(operands, **OPTIONS, **options, buffersize=BUFFER)

    def task(start: int, stop: int) -> None:
        with cast(Any, iterator.copy()) as part:  # NumPy types iterrange as read-only.
            part.iterrange = (start, stop)
            part.reset()
            for first, *others in part:
                kernel(first, *scalars, *others)

    share(task, iterator.itersize)
