"""Order: the elements of a block sorted by a code, and moved there and back."""

from __future__ import annotations

from numpy import uint64

from ._arguments import Array, Indices
from ._jit import INDICES, INDICES_OUT, INPUT, OUTPUT, TABLE_OUT, Entry, jit

#: Stretches of a block that are sorted side by side.
LANES = 4


@jit
def count(codes: Indices, cursors: Indices, starts: Indices) -> None:
    """Where the elements of each code go, those of code c from starts[c] on.

    The elements are taken as LANES stretches with a row of cursors each: one stretch alone would
    wait for its own last store whenever a code repeats.
    """
    cursors[:] = 0
    quarter = codes.size // LANES
    for i in range(quarter):
        for lane in range(LANES):
            cursors[lane, uint64(codes[lane * quarter + i])] += 1
    for i in range(LANES * quarter, codes.size):
        cursors[LANES - 1, uint64(codes[i])] += 1
    total = 0
    for c in range(cursors.shape[1]):
        starts[c] = total
        for lane in range(LANES):
            count = cursors[lane, c]
            cursors[lane, c] = total
            total += count
    starts[cursors.shape[1]] = total


@jit
def order(codes: Indices, cursors: Indices, order: Indices) -> None:
    """List the elements by code."""
    quarter = codes.size // LANES
    for i in range(quarter):
        for lane in range(LANES):
            element = lane * quarter + i
            code = uint64(codes[element])
            order[uint64(cursors[lane, code])] = element
            cursors[lane, code] += 1
    for i in range(LANES * quarter, codes.size):
        code = uint64(codes[i])
        order[uint64(cursors[LANES - 1, code])] = i
        cursors[LANES - 1, code] += 1


@jit
def gather(order: Indices, source: Array, target: Array) -> None:
    for i in range(order.size):
        target[i] = source[order[i]]


@jit
def scatter(order: Indices, source: Array, target: Array) -> None:
    for i in range(order.size):
        target[order[i]] = source[i]


@jit
def list_nan(values: Array, index: Indices) -> int:
    """The places of nan among ``values``, in ``index``, and how many there are."""
    count = 0
    for i in range(values.size):
        index[count] = i
        count += values[i] != values[i]
    return count


LIST_NAN = Entry(list_nan, (INPUT, INDICES_OUT))
COUNT = Entry(count, (INDICES, TABLE_OUT, INDICES_OUT))
ORDER = Entry(order, (INDICES, TABLE_OUT, INDICES_OUT))
GATHER = Entry(gather, (INDICES, INPUT, OUTPUT))
SCATTER = Entry(scatter, (INDICES, INPUT, OUTPUT))
