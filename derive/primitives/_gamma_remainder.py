"""The coefficients of gamma_remainder, a polynomial in w whose coefficients are such in r.

r = t/(1 + t) = 1/(1 + a), in which the poles of U at a = -1, -2, ... lie farther from the range.
"""

from __future__ import annotations

from functools import cache

from mpmath import mp, mpf

from derive.continuity import surface
from derive.primitives._notation import Constants
from derive.roots._gamma_series import BITS, scaled_rates
from derive.roots._gamma_uniform import expansion_terms

#: The middle of the range of r, from 0 to its value at t = 3/2, and the t below which the expansion
#: leaves nothing.
MIDDLE, SMALL = mpf(3) / 10, mpf(1) / 24
SIZE, TOLERANCE = 36, 2.0**-55


@cache
def rows() -> list[list[mpf]]:
    """Entry i holds the coefficients, in powers of r - MIDDLE, of w^i."""
    with mp.workprec(BITS + 64):
        at = surface.points(SIZE)
        columns = [values(at, variable(MIDDLE + MIDDLE * y)) for y in at]
        terms = surface.transform([list(row) for row in zip(*columns, strict=True)])
        counts = surface.staircase([terms], TOLERANCE)
        return surface.powers(terms, counts, (mpf(0), mpf(1)), (mpf(0), 1 / MIDDLE))


def variable(r: mpf) -> mpf:
    """t."""
    return r / (1 - r)


def values(variates: list[mpf], t: mpf) -> list[mpf]:
    """The function at each w of ``variates``."""
    return expanded(variates, t) if t < SMALL else summed(variates, t)


def expanded(variates: list[mpf], t: mpf) -> list[mpf]:
    """C_1 + C_2 t + ..."""
    orders = expansion_terms()[:0:-1]
    return [mp.polyval([mp.polyval(terms, w) for terms in orders], t) for w in variates]


def summed(variates: list[mpf], t: mpf) -> list[mpf]:
    """By the series for U; its bits make up for the difference."""
    rates = scaled_rates(1 / t, [mp.exp(w) / t for w in variates])
    return [(u - lead(w)) / t for u, w in zip(rates, variates, strict=True)]


def lead(w: mpf) -> mpf:
    return w / mp.expm1(w) if w else mpf(1)


def constants() -> Constants:
    """The polynomials in r - MIDDLE, by name."""
    named = {f"R_{i}": tuple(map(float, row)) for i, row in enumerate(rows())}
    return {**named, "MIDDLE": float(MIDDLE)}


def sums(w: str, r: str) -> str:
    """The text that leaves the value in ``remainder``."""
    return surface.sum_powers("remainder", w, [f"R_{i}({r})" for i in range(len(rows()))])
