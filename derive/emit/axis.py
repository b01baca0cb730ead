"""The table of a root with fixed parameters: how an element finds its polynomial.

Four cells of equal width along the root's axis, a polynomial of degree 17 each. An element's
coefficients are chosen by selects, not loaded by index: gathers are slow, and selects of numbers
that were loaded before the loop vectorise. The runtime (``_table``) computes the coefficients.
"""

from __future__ import annotations

from derive import ir
from derive.primitives._notation import read

#: Cells, and coefficients of each; the runtime has the same shape.
CELLS, COLUMNS = 4, 18
#: What the numbers of the table are called in the loop, by row.
NAMES = [[f"t{row}_{k}" for k in range(COLUMNS)] for row in range(CELLS)]


def table_function() -> ir.Function:
    """The polynomial of the cell that holds s, 0 <= s <= 4 counted in cells; nan beyond."""
    lines = [
        "upper = 2.0 <= s", "s_half = s - 2.0 if upper else s",
        "odd = 1.0 <= s_half", "s_cell = s_half - 1.0 if odd else s_half",
        "t = 2.0 * s_cell - 1.0",
        *(line for k in range(COLUMNS) for line in choose(k)),
        f"p{COLUMNS - 1} = c{COLUMNS - 1}",
        *(f"p{k} = fma(p{k + 1}, t, c{k})" for k in reversed(range(COLUMNS - 1))),
        "inside = (0.0 <= s) & (s <= CELLS)",
        "return p0 if inside else NAN",
    ]  # fmt: skip
    constants = {"CELLS": float(CELLS), "NAN": float("nan")}
    names = [name for row in NAMES for name in row]
    return read("_table", "\n".join([f"given s, {', '.join(names)}", *lines]), constants, "")


def choose(k: int) -> list[str]:
    """Coefficient k of the element's cell: the cell's number, bit by bit."""
    first, second, third, fourth = (row[k] for row in NAMES)
    return [
        f"low{k} = {second} if odd else {first}",
        f"high{k} = {fourth} if odd else {third}",
        f"c{k} = high{k} if upper else low{k}",
    ]
