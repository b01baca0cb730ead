# Copied by `make` from derive/runtime; edit it there.
"""Cells: the polynomials of a table at many coordinates."""

from __future__ import annotations

from numba.extending import register_jitable
from numpy import uint64

from ._arguments import Array
from ._intrinsics import wide
from ._lanes import WIDTH, find, fma, less, load, pick, store_within

#: Elements that are treated at a time: four vectors, so that none waits for its own last step.
STEP = 4 * WIDTH
#: Rows of a table before the coefficients: where a cell begins, and its middle.
BEFORE = 2


# Compiled with its caller and kept in its cache, which knows when the lanes change.
@register_jitable
def sum_cells(table: Array, high: float, s: Array, out: Array, count: int) -> None:
    """The polynomial of the cell that holds s, for at least ``count`` coordinates; else nan.

    ``s`` and ``out`` have room for a multiple of STEP. After its two first rows, ``table`` has the
    coefficients by cell, highest power first.
    """
    wide()  # type: ignore[call-arg]
    low = table[0, 0]
    rows = uint64(table.shape[0])
    for i0 in range(uint64(0), uint64(count), uint64(STEP)):
        i1, i2, i3 = i0 + uint64(WIDTH), i0 + uint64(2 * WIDTH), i0 + uint64(3 * WIDTH)
        s0, s1, s2, s3 = load(s, i0), load(s, i1), load(s, i2), load(s, i3)
        c0, c1, c2, c3 = find(table, s0), find(table, s1), find(table, s2), find(table, s3)
        t0 = less(s0, pick(table, uint64(1), c0))
        t1 = less(s1, pick(table, uint64(1), c1))
        t2 = less(s2, pick(table, uint64(1), c2))
        t3 = less(s3, pick(table, uint64(1), c3))
        p0 = pick(table, uint64(BEFORE), c0)
        p1 = pick(table, uint64(BEFORE), c1)
        p2 = pick(table, uint64(BEFORE), c2)
        p3 = pick(table, uint64(BEFORE), c3)
        for row in range(uint64(BEFORE + 1), rows):
            p0 = fma(p0, t0, pick(table, row, c0))
            p1 = fma(p1, t1, pick(table, row, c1))
            p2 = fma(p2, t2, pick(table, row, c2))
            p3 = fma(p3, t3, pick(table, row, c3))
        store_within(out, i0, p0, s0, low, high)
        store_within(out, i1, p1, s1, low, high)
        store_within(out, i2, p2, s2, low, high)
        store_within(out, i3, p3, s3, low, high)
