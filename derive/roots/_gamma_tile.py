"""gamma(a) for moderate a and z: a polynomial for each cell of a grid, by the series at z = 0.

a V is analytic in log z and, for a > -1, in log(1 + a); a cell is an octave of z times an octave of
1 + a. In a cell log(z/middle) = 2 atanh(s), and likewise for 1 + a: no logarithm is taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import ldexp

from mpmath import mp, mpf

from derive import ir
from derive.continuity import surface
from derive.primitives._logarithm import truncated
from derive.primitives._notation import Constants, read
from derive.root import Regime
from derive.roots._gamma_logarithm import atanh_polynomial
from derive.roots._gamma_series import BITS, scaled_rates

#: The octaves of z are centred at 2^FIRST .. 2^LAST; those of 1 + a begin at 1.
FIRST, LAST, OCTAVES = -1, 6, 4

#: The edges of the grid.
LEAST, MOST, MIDDLE = ldexp(0.5**0.5, FIRST), ldexp(0.5**0.5, LAST + 1), 2.0**OCTAVES - 1.0

SIZE = 16
TOLERANCE = 2.0**-56
SOURCE = (
    "V = sum z^n (A_n (psi(a) - log z) + B_n) by the recurrence of the continuity equation at "
    "z = 0 (for F it is DLMF 8.7.1), interpolated"
)


@dataclass(frozen=True)
class Cell:
    """An octave of z around ``z`` and one of 1 + a around ``b``."""

    z: mpf
    b: mpf

    @property
    def row_end(self) -> tuple[float, float, float]:
        return float(self.z), float(self.b - 1), float(self.b + 1)


def cells() -> Iterator[Cell]:
    """All cells, those of one octave of 1 + a together.

    The middle of an octave of 1 + a is cut to few bits, so that b - 1 and b + 1 are exact.
    """
    for octave in range(OCTAVES):
        b = ldexp(truncated(2.0**0.5, 30), octave)
        for exponent in range(FIRST, LAST + 1):
            yield Cell(mpf(2) ** exponent, mpf(b))


def transform(cell: Cell) -> surface.Matrix:
    """The Chebyshev series of a V on a cell, first in log z."""
    at = surface.points(SIZE)
    half = mp.ln2 / 2
    variates = [cell.z * mp.exp(half * x) for x in at]
    columns = [scaled_rates(cell.b * mp.exp(half * y) - 1, variates) for y in at]
    return surface.transform([list(row) for row in zip(*columns, strict=True)])


@cache
def table() -> tuple[tuple[int, ...], tuple[tuple[float, ...], ...]]:
    """How many powers of log(1 + a) go with each power of log z, and the rows.

    A row has the coefficients, then z, b - 1 and b + 1 of the middle of the cell.
    """
    with mp.workprec(BITS + 64):
        series = [transform(cell) for cell in cells()]
    with mp.workdps(40):
        counts = surface.staircase(series, TOLERANCE)
        unit = (mpf(0), 2 / mp.ln2)
        rows = [surface.flatten(surface.powers(s, counts, unit, unit)) for s in series]
    return tuple(counts), tuple(r + c.row_end for r, c in zip(rows, cells(), strict=True))


def regime() -> Regime:
    """The tiled regime."""
    counts, rows = table()
    size = sum(counts)
    text = f"""given z, a
z_sum = z + ROW[{size}]
a_sum = a + ROW[{size + 2}]
inverse = 1.0 / (z_sum * a_sum)
s = ((z - ROW[{size}]) * a_sum) * inverse
t = ((a - ROW[{size + 1}]) * z_sum) * inverse
x = s * ATANH(s * s)
y = t * ATANH(t * t)
{surface.sum_powers("scaled_rate", "x", surface.entries(counts, "y"))}
return scaled_rate / a
"""
    constants: Constants = {"ATANH": atanh_polynomial(float(mp.tanh(mp.ln2 / 4)))}
    function = read("gamma_tile", text, constants, "V in a cell whose coefficients are in ROW.")
    return Regime("tile", condition(), function, SOURCE, rows, cell())


def condition() -> ir.Function:
    text = "given z, a\nreturn ((LEAST <= z) & (z < MOST)) & (a < MIDDLE)"
    constants: Constants = {"LEAST": LEAST, "MOST": MOST, "MIDDLE": MIDDLE}
    return read("gamma_tile_holds", text, constants, "Whether (z, a) lies in a cell.")


def cell() -> ir.Function:
    """The exponents of z and of (1 + a)/sqrt(2) number the octaves."""
    text = "given z, a\nreturn fma(exponent(ROOT_HALF * (1.0 + a)), COUNT, exponent(z) - FIRST)"
    constants: Constants = {
        "ROOT_HALF": 0.5**0.5,
        "COUNT": float(LAST - FIRST + 1),
        "FIRST": float(FIRST),
    }
    return read("gamma_tile_cell", text, constants, "The number of the row of the table.")
