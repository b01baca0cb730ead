"""The table of a root with fixed parameters: how an element finds its polynomial.

One cell along the root's axis, or four of equal width; a polynomial of degree 17 each. Of four, an
element's coefficients are chosen by selects, not loaded by index: gathers are slow, and selects of
numbers that were loaded before the loop vectorise. The runtime (``_table``) computes them.
"""

from __future__ import annotations

from derive import ir
from derive.primitives._notation import read

#: Numbers of cells, and coefficients of each; the runtime has the same shapes.
CELLS, COLUMNS = (1, 4), 18
#: How s becomes t on [-1, 1], by the number of cells.
PLACES = {
    1: ["t = 2.0 * s - 1.0"],
    4: [
        "upper = 2.0 <= s", "s_half = s - 2.0 if upper else s",
        "odd = 1.0 <= s_half", "s_cell = s_half - 1.0 if odd else s_half",
        "t = 2.0 * s_cell - 1.0",
    ],
}  # fmt: skip


def names(cells: int) -> list[list[str]]:
    """What the numbers of the table are called in the loop, by row."""
    return [[f"t{row}_{k}" for k in range(COLUMNS)] for row in range(cells)]


def table_function(cells: int) -> ir.Function:
    """The polynomial of the cell that holds s, counted in cells from 0; nan beyond the last."""
    lines = [
        *PLACES[cells],
        *(line for k in range(COLUMNS) for line in choose(cells, k)),
        f"p{COLUMNS - 1} = c{COLUMNS - 1}",
        *(f"p{k} = fma(p{k + 1}, t, c{k})" for k in reversed(range(COLUMNS - 1))),
        "inside = (0.0 <= s) & (s <= CELLS)",
        "return p0 if inside else NAN",
    ]
    constants = {"CELLS": float(cells), "NAN": float("nan")}
    arguments = [name for row in names(cells) for name in row]
    return read("_table", "\n".join([f"given s, {', '.join(arguments)}", *lines]), constants, "")


def choose(cells: int, k: int) -> list[str]:
    """Coefficient k of the element's cell: the cell's number, bit by bit."""
    column = [row[k] for row in names(cells)]
    if cells == 1:
        return [f"c{k} = {column[0]}"]
    first, second, third, fourth = column
    return [
        f"low{k} = {second} if odd else {first}",
        f"high{k} = {fourth} if odd else {third}",
        f"c{k} = high{k} if upper else low{k}",
    ]
