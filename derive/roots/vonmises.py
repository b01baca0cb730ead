"""The root of the von Mises law: how an angle moves with the concentration.

The rate r = (dx/dkappa)/sin x is a negative, entire function of m = cos^2(x/2). For small kappa it
is a polynomial in m and kappa; near the antimode one in xi = kappa m and s = 1/(1 + kappa); away
from it r xi is one in 1/xi and s, for r ~ -1/(2 kappa m), that is dx/dkappa ~ -tan(x/2)/kappa.
m is right to its last bits next to x = pi, and so is r.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise, product
from math import inf, nan
from typing import Any, Final

from mpmath import mp

from derive import ir
from derive.approximation import DIGITS
from derive.primitives._notation import read
from derive.root import Regime, Root
from derive.roots import _vonmises_cells as cells
from derive.roots._tensor import Patch, fit, text
from derive.roots._vonmises_rate import rate

#: Degrees that are enough for every regime; the terms that do not matter are dropped.
DEGREES: Final = (20, 20)

HEAD: Final = f"{cells.ARGUMENTS}\n{cells.SQUARED_COSINE}"
SOURCE: Final = "continuity equation in cos^2(x/2), its solution smooth at both ends"
DOCUMENT: Final = (
    "(dx/d kappa)/sin x of the von Mises law at |x| <= pi, for kappa >= 0, else nan; even in x."
)


@cache
def root() -> Root:
    """``vonmises_rate``; deriving its coefficients takes some seconds, once."""
    with mp.workdps(DIGITS):
        regimes = (slight(), large(), inner(), outer())
    return Root("vonmises_rate", ("x", "kappa"), regimes, DOCUMENT)


def slight() -> Regime:
    """kappa so small that the density has no boundary layer."""
    tiles = fit([Patch(rate, (0.0, 1.0), s) for s in pairwise(cells.SLIGHT)], *DEGREES)
    body = f"""{HEAD}
u = fma(m, ROW[0], ROW[1])
s = fma(kappa, ROW[2], ROW[3])
{text("r", tiles.lengths)}
return r if 0.0 <= kappa else NAN
"""
    function = read("slight", body, cells.CONSTANTS | {"NAN": nan}, "")
    return Regime("slight", cells.slight_holds(), function, SOURCE, tiles.rows, cells.slight_cell())


def large() -> Regime:
    """kappa so large, and x so far from the antimode, that few powers of both count."""
    tiles = fit([outer_patch(cells.LARGE_XI, inf, cells.LARGE_KAPPA, inf)], *DEGREES)
    function = outer_function("large", tiles.lengths)
    return Regime("large", cells.large_holds(), function, SOURCE, tiles.rows, cells.single_cell())


def inner() -> Regime:
    """Near the antimode."""
    places = product(pairwise(cells.XI_EDGES), pairwise((*cells.KAPPA_EDGES, inf)))
    tiles = fit([inner_patch(*xi, *kappa) for xi, kappa in places], *DEGREES)
    function = inner_function(tiles.lengths)
    return Regime("inner", cells.inner_holds(), function, SOURCE, tiles.rows, cells.inner_cell())


def outer() -> Regime:
    """Away from the antimode; in the last cell in xi, kappa is in its last one too."""
    *_, far = cells.OUTER_XI
    places = product(pairwise(cells.OUTER_XI), pairwise((*cells.OUTER_KAPPA, inf)))
    patches = [outer_patch(*xi, *kappa) for xi, kappa in places]
    patches.append(outer_patch(far, inf, cells.OUTER_KAPPA[-1], inf))
    tiles = fit(patches, *DEGREES)
    function = outer_function("outer", tiles.lengths)
    return Regime("outer", None, function, SOURCE, tiles.rows, cells.outer_cell())


def inner_patch(low: float, high: float, least: float, most: float) -> Patch:
    """r for xi and kappa between these, in xi and s."""

    def at(xi: Any, s: Any) -> Any:
        kappa = 1 / s - 1
        return rate(xi / kappa, kappa)

    return Patch(at, (low, high), (cells.share(most), cells.share(least)))


def outer_patch(low: float, high: float, least: float, most: float) -> Patch:
    """r xi for xi and kappa between these, in 1/xi and s."""

    def at(inverse: Any, s: Any) -> Any:
        kappa = 1 / s - 1
        return rate(1 / (inverse * kappa), kappa) / inverse

    return Patch(at, (1.0 / high, 1.0 / low), (cells.share(most), cells.share(least)))


def inner_function(lengths: tuple[int, ...]) -> ir.Function:
    body = f"""{HEAD}
s = fma(1.0 / (1.0 + kappa), ROW[2], ROW[3])
u = fma(kappa * m, ROW[0], ROW[1])
{text("r", lengths)}
return r
"""
    return read("inner", body, cells.CONSTANTS, "")


def outer_function(name: str, lengths: tuple[int, ...]) -> ir.Function:
    body = f"""{HEAD}
s = fma(1.0 / (1.0 + kappa), ROW[2], ROW[3])
inverse = 1.0 / (kappa * m)
u = fma(inverse, ROW[0], ROW[1])
{text("scaled_r", lengths)}
return inverse * scaled_r
"""
    return read(name, body, cells.CONSTANTS, "")
