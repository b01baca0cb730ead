"""Where each regime of Student's t holds: cells in y = log(1 + z^2/df) and in df.

The sorting knows ratio = z^2/df, not y, and its edges are those of y: no logarithm is taken to
place an element.
"""

from __future__ import annotations

from itertools import pairwise
from math import inf
from typing import Final

from mpmath import mp, mpf

from derive import ir
from derive.primitives._notation import Constants, read
from derive.roots._tensor_basis import Interval
from derive.roots._tensor_cells import cell

ARGUMENTS: Final = "given z, df"
HEAD: Final = f"{ARGUMENTS}\nratio = z * (z / df)\n"

#: Between these edges one degree serves.
Y_EDGES: Final = (0.0, 1.375, 2.875, 5.0)
DF_EDGES: Final = (0.0, 0.4375, 1.125, 2.375, 4.875, 12.0)

#: One cell where few powers of 1/df are enough.
LARGE_Y: Final = 1.0
LARGE_DF: Final = 63.0

#: Beyond this ratio e^-y is below the last bit; the ratio itself may overflow.
FAR: Final = 1e30


def ratio_at(y: float) -> float:
    """z^2/df where log(1 + z^2/df) is y."""
    return float(mp.expm1(mpf(y)))


def shares(edges: tuple[float, ...]) -> list[Interval]:
    """Intervals of s = 1/(1 + df) between the edges of df and beyond the last."""
    return [(1.0 / (1.0 + high), 1.0 / (1.0 + low)) for low, high in pairwise((*edges, inf))]


def large_holds() -> ir.Function:
    constants: Constants = {"HIGH": ratio_at(LARGE_Y), "LEAST": LARGE_DF}
    return read("holds", f"{HEAD}return (ratio <= HIGH) & (LEAST <= df)", constants, "")


def ratio_holds(most: float) -> ir.Function:
    """z^2/df is at most ``most``, and df > 0; the last regime gives nan for other df."""
    return read("holds", f"{HEAD}return (0.0 < df) & (ratio <= MOST)", {"MOST": most}, "")


def single_cell() -> ir.Function:
    return cell(ARGUMENTS, {}, {})


def df_cell() -> ir.Function:
    return cell(ARGUMENTS, {}, {"df": dict.fromkeys(DF_EDGES[1:], 1)})


def y_df_cell() -> ir.Function:
    """The cell in y, then that in df."""
    ratios = [ratio_at(y) for y in Y_EDGES[1:-1]]
    steps = {"ratio": dict.fromkeys(ratios, len(DF_EDGES)), "df": dict.fromkeys(DF_EDGES[1:], 1)}
    return cell(HEAD, {}, steps)
