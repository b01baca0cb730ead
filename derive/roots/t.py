"""The root of Student's t: how fast a variate grows with the degrees of freedom.

In y = log(1 + z^2/df) and s = 1/(1 + df) the rate is f/df with

    f(y, s) = y U(y) + s G(y, s),    y U(y) = -(y/(1 - e^-y) - 1)/2 = f for df -> oo.

U and G are analytic on y >= 0, 0 <= s <= 1 and negative: nothing cancels, and z and df may have any
size. Beyond the cells in y, f = A(t, s) + y B(t, s) with t = e^-y.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise, product
from math import nan
from typing import Any, Final

from mpmath import mp

from derive import ir
from derive.primitives._notation import read
from derive.root import Regime, Root
from derive.roots import _t_cells as cells
from derive.roots import _t_rate
from derive.roots._tensor import PLACE, Patch, Tiles, fit, polynomial_text, text
from derive.roots._tensor_basis import Interval, line, local

#: Degrees that are enough for every regime; the terms that do not matter are dropped.
CENTRE: Final = (18, 18)
TAIL: Final = (10, 18)
QUOTIENT: Final = 15
LIMIT: Final = 15

#: In the tail |f| is at least its limit for df -> oo, which is beyond (y - 1)/2.
LEAST: Final = (cells.Y_EDGES[-1] - 1.0) / 2.0

SOURCE: Final = "continuity equation in log(1 + z^2/df), its solution smooth at both ends (_t_rate)"
DOCUMENT: Final = "(dz/d df)/z of Student's t at any z, for df > 0, else nan; even in z."


@cache
def root() -> Root:
    """``t_rate``; deriving its coefficients takes some seconds, once."""
    with mp.workdps(_t_rate.DIGITS):
        return Root("t_rate", ("z", "df"), (large(), centre(), tail(), far()), DOCUMENT)


def large() -> Regime:
    """So large a df that few powers of s count."""
    tiles = cell_tiles([((0.0, cells.LARGE_Y), (0.0, 1.0 / (1.0 + cells.LARGE_DF)))])
    function = cell_function("large", tiles)
    return Regime("large", cells.large_holds(), function, SOURCE, tiles.rows, cells.single_cell())


def centre() -> Regime:
    tiles = cell_tiles(list(product(pairwise(cells.Y_EDGES), cells.shares(cells.DF_EDGES))))
    holds = cells.ratio_holds(cells.ratio_at(cells.Y_EDGES[-1]))
    function = cell_function("centre", tiles)
    return Regime("centre", holds, function, SOURCE, tiles.rows, cells.y_df_cell())


def tail() -> Regime:
    t = (0.0, float(mp.exp(-cells.Y_EDGES[-1])))
    s_cells = cells.shares(cells.DF_EDGES)
    level = fit([Patch(level_at, t, s, LEAST) for s in s_cells], *TAIL)
    slope = fit([Patch(slope_at, t, s) for s in s_cells], *TAIL)
    table = tuple((*a, *b[PLACE:]) for a, b in zip(level.rows, slope.rows, strict=True))
    holds = cells.ratio_holds(cells.FAR)
    function = tail_function(level, slope)
    return Regime("tail", holds, function, SOURCE, table, cells.df_cell())


def far() -> Regime:
    """t = 0; z^2/df may overflow."""
    table = tuple(map(far_row, cells.shares(cells.DF_EDGES)))
    return Regime("far", None, far_function(), SOURCE, table, cells.df_cell())


def cell_tiles(places: list[tuple[Interval, Interval]]) -> Tiles:
    """G, and at the end of each row U, by powers of y."""
    tiles = fit([Patch(correction, y, s) for y, s in places], *CENTRE)
    quotients = [line(lambda at: _t_rate.leading(at) / at, y, QUOTIENT) for y, _ in places]
    rows = tuple((*r, *q) for r, q in zip(tiles.rows, quotients, strict=True))
    return Tiles(tiles.lengths, rows)


def correction(y: Any, s: Any) -> Any:
    """G."""
    return (_t_rate.scaled_rate(y, 1 / s - 1) - _t_rate.leading(y)) / s


def far_row(s: Interval) -> tuple[float, ...]:
    """The local coordinate, A at t = 0."""
    return (*local(s), *line(lambda share: level_at(0, share), s, LIMIT))


def level_at(t: Any, share: Any) -> Any:
    """A."""
    nu = 1 / share - 1
    return nu * _t_rate.total(_t_rate.tail(nu)[0], t)


def slope_at(t: Any, share: Any) -> Any:
    """B."""
    nu = 1 / share - 1
    return nu * _t_rate.total(_t_rate.tail(nu)[1], t)


def cell_function(name: str, tiles: Tiles) -> ir.Function:
    first = PLACE + sum(tiles.lengths)
    columns = [f"ROW[{k}]" for k in range(first, first + QUOTIENT + 1)]
    body = f"""given z, df
share = 1.0 / (1.0 + df)
s = fma(share, ROW[2], ROW[3])
y = log1p(z * (z / df))
u = fma(y, ROW[0], ROW[1])
{polynomial_text("quotient", "u", columns)}
{text("rest", tiles.lengths)}
return fma(y, quotient, share * rest) / df
"""
    return read(name, body, {}, "")


def tail_function(level: Tiles, slope: Tiles) -> ir.Function:
    body = f"""given z, df
s = fma(1.0 / (1.0 + df), ROW[2], ROW[3])
total = 1.0 + z * (z / df)
u = fma(1.0 / total, ROW[0], ROW[1])
{text("level", level.lengths)}
{text("slope", slope.lengths, PLACE + sum(level.lengths))}
return fma(log(total), slope, level) / df
"""
    return read("tail", body, {}, "")


def far_function() -> ir.Function:
    body = f"""given z, df
s = fma(1.0 / (1.0 + df), ROW[0], ROW[1])
{polynomial_text("level", "s", [f"ROW[{k}]" for k in range(2, 3 + LIMIT)])}
value = (level - (log(abs(z)) - 0.5 * log(df))) / df
return value if 0.0 < df else NAN
"""
    return read("far", body, {"NAN": nan}, "")
