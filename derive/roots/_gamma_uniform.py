"""gamma(a) for large a, on both sides of the mode: the uniform expansion, economised.

a V = P(w, 1/a) with w = log(z/a) = 2 atanh(s), s = (z - a)/(z + a). P is smooth down to 1/a = 0, so
the values of the expansion on a rectangle give a polynomial that is shorter than the expansion.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import exp, tanh

from mpmath import mp, mpf

from derive import ir
from derive.continuity import surface
from derive.primitives._notation import Constants, read
from derive.root import Regime
from derive.roots._gamma_equation import TERMS, expansion
from derive.roots._gamma_logarithm import atanh_polynomial
from derive.roots._gamma_tile import MIDDLE

SIZE = 19
TOLERANCE = 2.0**-56
SOURCE = (
    "V = sum C_k(w) a^(-k-1), from the continuity equation in w = log(z/a); after "
    "N. M. Temme, SIAM J. Math. Anal. 10 (1979) 757"
)


@dataclass(frozen=True)
class Band:
    """The region a >= ``least``, |log(z/a)| <= ``reach``."""

    name: str
    least: float
    reach: float


#: All that is left of the cells and of the two ends.
MODERATE = Band("moderate", MIDDLE, 1.0)


@cache
def expansion_terms() -> list[list[mpf]]:
    """The coefficients of every C_k, highest power of w first."""
    orders = expansion().coefficients
    return [[mpf(c.numerator) / c.denominator for c in o[TERMS - 1 :: -1]] for o in orders]


def values(w: mpf, inverses: list[mpf]) -> list[mpf]:
    """a V by the expansion, at one w."""
    orders = [mp.polyval(terms, w) for terms in reversed(expansion_terms())]
    return [mp.polyval(orders, inverse) for inverse in inverses]


def polynomial(band: Band) -> list[list[mpf]]:
    """P in powers of w, each coefficient in powers of 1/a."""
    with mp.workdps(40):
        reach, half = mpf(band.reach), 1 / mpf(band.least) / 2
        at = surface.points(SIZE)
        inverses = [half + half * y for y in at]
        terms = surface.transform([values(reach * x, inverses) for x in at])
        counts = surface.staircase([terms], TOLERANCE)
        return surface.powers(terms, counts, (mpf(0), 1 / reach), (mpf(-1), 1 / half))


def regime(band: Band) -> Regime:
    """The regime of one band."""
    rows = polynomial(band)
    constants: Constants = {f"P_{i}": tuple(map(float, row)) for i, row in enumerate(rows)}
    constants["ATANH"] = atanh_polynomial(tanh(band.reach / 2))
    sums = [f"P_{i}(inverse)" for i in range(len(rows))]
    text = f"""given z, a
inverse = 1.0 / a
half_z = 0.5 * z
half_a = 0.5 * a
s = (half_z - half_a) / (half_z + half_a)
w = s * ATANH(s * s)
{surface.sum_powers("scaled_rate", "w", sums)}
return scaled_rate * inverse
"""
    document = f"V for a >= {band.least} and |log(z/a)| <= {band.reach}."
    function = read(f"gamma_{band.name}", text, constants, document)
    return Regime(band.name, condition(band), function, SOURCE)


def condition(band: Band) -> ir.Function:
    text = "given z, a\nreturn (LEAST <= a) & ((z < UP * a) & (DOWN * a <= z))"
    constants: Constants = {"LEAST": band.least, "UP": exp(band.reach), "DOWN": exp(-band.reach)}
    document = f"Whether the {band.name} regime is used."
    return read(f"gamma_{band.name}_holds", text, constants, document)
