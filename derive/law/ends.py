"""Ends: what log p and its slopes tend to at a finite end, where arithmetic gives nan.

An infinity less an infinity has no value, and the limit is a matter of which one is greater. The
limits are stated here and followed by numbers in tests/families/test_law_ends.py.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sympy import Abs, Expr, Integer, Piecewise, log, oo, pi

from derive.catalogue import is_shipped
from derive.family import Family
from derive.functions import digamma1p, lgamma1p

Limits = Mapping[str, Expr]


@dataclass(frozen=True)
class Ends:
    """Limits by function, named as in ``law/stated``, at the lower and at the upper end."""

    lower: Limits
    upper: Limits


NONE: Limits = {}
#: At a lower end of 0 towards which p vanishes faster than any power of z; and at any upper end.
RISING: Limits = {"logpdf": -oo, "along": oo, "stretch": oo}
FALLING: Limits = {"logpdf": -oo, "along": -oo, "stretch": -oo}


def power(exponent: Expr, value: Expr) -> Limits:
    """Of p ~ (distance from the end)^exponent, which is e^``value`` where the exponent is 0."""
    return {"logpdf": Piecewise((-oo, exponent > 0), (oo, exponent < 0), (value, True))}


def vanishing(*shapes: Expr) -> Ends:
    return Ends(RISING, NONE)


def gengamma(a: Expr, c: Expr) -> Ends:
    """For c < 0 the law of a power of an inverse gamma variate."""
    (rising,) = power(c * a - 1, -lgamma1p(a)).values()
    return Ends({"logpdf": Piecewise((-oo, c < 0), (rising, True))}, NONE)


def genpareto(c: Expr) -> Ends:
    """(1 + c z)^(-1 - 1/c) at the upper end, which is finite for c < 0."""
    score = Piecewise((-oo, c <= -1), (oo, True))
    return Ends(NONE, {**power(-1 - 1 / c, Integer(0)), "score_c": score})


def weibull_min(c: Expr) -> Ends:
    along = Piecewise((oo, c > 1), (-oo, c < 1), (-1, True))
    return Ends({"score_c": -oo, "along": along}, NONE)


def weibull_max(c: Expr) -> Ends:
    along = Piecewise((-oo, c > 1), (oo, c < 1), (1, True))
    return Ends(NONE, {"score_c": -oo, "along": along})


def halfgennorm(beta: Expr) -> Ends:
    along = Piecewise((0, beta > 1), (-oo, beta < 1), (-1, True))
    return Ends({"score_beta": digamma1p(1 / beta) / beta**2, "along": along}, NONE)


def invweibull(c: Expr) -> Ends:
    return Ends({**RISING, "score_c": -oo}, NONE)


def pearson3(skew: Expr) -> Ends:
    limits = power(2 - Abs(skew), Integer(0))
    return Ends(limits, limits)


ENDS: Mapping[str, Callable[..., Ends]] = {
    "alpha": vanishing,
    "beta": lambda a, b: Ends(power(a - 1, log(b)), power(b - 1, log(a))),
    "betaprime": lambda a, b: Ends(power(a - 1, log(b)), NONE),
    "chi": lambda df: Ends(power(df - 1, log(2 / pi) / 2), NONE),
    "chi2": lambda df: Ends(power(df - 2, -log(2)), NONE),
    "erlang": lambda a: Ends(power(a - 1, Integer(0)), NONE),
    "exponweib": lambda a, c: Ends(power(a * c - 1, Integer(0)), NONE),
    "f": lambda dfn, dfd: Ends(power(dfn - 2, Integer(0)), NONE),
    "fatiguelife": vanishing,
    "gamma": lambda a: Ends(power(a - 1, Integer(0)), NONE),
    "geninvgauss": lambda p, b: Ends({"logpdf": -oo}, NONE),
    "genextreme": lambda c: Ends({"logpdf": -oo}, NONE),
    "gengamma": gengamma,
    "genpareto": genpareto,
    "gibrat": vanishing,
    "halfgennorm": halfgennorm,
    "invgamma": vanishing,
    "invgauss": vanishing,
    "invweibull": invweibull,
    "johnsonsb": lambda a, b: Ends(RISING, FALLING),
    "levy": vanishing,
    "lognorm": vanishing,
    "nakagami": lambda nu: Ends(power(2 * nu - 1, log(2 / pi) / 2), NONE),
    "pearson3": pearson3,
    "powerlognorm": vanishing,
    "recipinvgauss": vanishing,
    "wald": vanishing,
    "weibull_max": weibull_max,
    "weibull_min": weibull_min,
}


def ends(family: Family) -> Ends:
    """The limits that are stated for a family of the catalogue."""
    if family.name not in ENDS or not is_shipped(family):
        return Ends(NONE, NONE)
    return ENDS[family.name](*(p.symbol for p in family.parameters))
