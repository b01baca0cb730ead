"""Truncated: the exponential law on an interval, and what reduces to it."""

from __future__ import annotations

from collections.abc import Callable

from sympy import Eq, Expr, Integer, Min, Piecewise, Rational, exp, log

from derive.catalogue import load
from derive.family import U
from derive.functions import expm1, expm1_lag, expm1_ratio, log1p, log1p_ratio

HALF = Rational(1, 2)
#: An exponent that does not overflow.
LARGE = 600


def truncated(mass: Expr, bound: Expr) -> Expr:
    """-log(1 - mass (1 - e^-bound)): the quantile of the exponential law on [0, bound].

    Near the upper end 1 - mass (1 - e^-bound) is written as a sum of positive terms.
    """
    lost = -mass * expm1(-bound)
    return Piecewise((-log1p(-lost), lost < HALF), (-log((1 - mass) + mass * exp(-bound)), True))


def truncated_above(mass: Expr, bound: Expr) -> Expr:
    """The same with ``mass`` above z."""
    lost = -(1 - mass) * expm1(-bound)
    return Piecewise((-log1p(-lost), lost < HALF), (-log(mass + (1 - mass) * exp(-bound)), True))


def truncexpon(z: Expr, b: Expr) -> dict[str, Expr]:
    rest = b - z
    below = expm1(-z) / expm1(-b)
    above = exp(-z) * expm1(-rest) / expm1(-b)
    return {
        "logpdf": -z - log(-expm1(-b)),
        "pdf": -exp(-z) / expm1(-b),
        "score_b": -1 / (b * expm1_ratio(b)),
        "cdf": below,
        "sf": above,
        "logcdf": Piecewise((log(below), below < HALF), (log1p(-above), True)),
        "logsf": Piecewise(
            (log(expm1(-rest) / expm1(-b)) - z, above < HALF), (log1p(-below), True)
        ),
        "ppf": truncated(U, b),
        "isf": truncated_above(U, b),
        "dppf_db": U * exp(-b) / ((1 - U) + U * exp(-b)),
    }


def truncpareto(z: Expr, b: Expr, c: Expr) -> dict[str, Expr]:
    """log z is the exponential law of rate b on [0, log c], b of either sign."""
    x, h, n = log(z), log(c / z), log(c)
    whole = n * expm1_ratio(-b * n)
    below, above = x * expm1_ratio(-b * x) / whole, exp(-b * x) * h * expm1_ratio(-b * h) / whole
    rise = rated(U, 1 - U, b, n)
    return {
        "logpdf": -log(whole) - (b + 1) * x,
        "pdf": exp(-b * x) / (z * whole),
        "score_b": n * expm1_lag(-b * n) / expm1_ratio(-b * n) - x,
        "score_c": -1 / (c * n * expm1_ratio(b * n)),
        "along": -(b + 1) / z,
        "stretch": -b,
        "cdf": below,
        "sf": above,
        "logcdf": Piecewise((log(below), below < HALF), (log1p(-above), True)),
        "logsf": Piecewise((log(above), above < HALF), (log1p(-below), True)),
        "ppf": exp(rise),
        "isf": exp(rated(1 - U, U, b, n)),
        "dppf_dc": U / c * exp(rise + b * (rise - n)),
    }


def rated(below: Expr, above: Expr, b: Expr, n: Expr) -> Expr:
    """The quantile of the exponential law of rate b on [0, n], analytic through b = 0."""
    lost = below * expm1(-b * n)
    near = below * n * expm1_ratio(-b * n) * log1p_ratio(lost)
    return Piecewise((near, lost > -HALF), (-log(above + below * exp(-b * n)) / b, True))


def truncweibull_min(z: Expr, c: Expr, a: Expr, b: Expr) -> dict[str, Expr]:
    """z^c - a^c is the exponential law on [0, b^c - a^c]."""
    past, ahead = log(z / a), log(b / z)
    raised, top = exp(c * log(z)), Min(b**c, Integer(10) ** 300)
    y = -raised * expm1(-c * past)
    rest = -top * expm1(-c * ahead)
    whole = -top * expm1(-c * log(b / a))
    earlier = Piecewise(
        (raised * log(z), Eq(a, 0)), (y * log(z) + raised * exp(-c * past) * past, True)
    )
    wider = Piecewise((top * log(b), Eq(a, 0)), (whole * log(b) + a**c * log(b / a), True))
    mass = -expm1(-whole)
    below = expm1(-y) / expm1(-whole)
    above = exp(-y) * expm1(-rest) / expm1(-whole)
    form = log(c) + (c - 1) * log(z) - y
    return {
        "logpdf": form - log(mass),
        "pdf": c / z * exp(c * log(z) - y) / mass,
        "score_c": 1 / c + log(z) - earlier - wider / (whole * expm1_ratio(whole)),
        "score_a": c * a ** (c - 1) / mass,
        "score_b": -c * top / (b * whole * expm1_ratio(whole)),
        "along": (c - 1 - c * raised) / z,
        "stretch": c - c * raised,
        "cdf": below,
        "sf": above,
        "logcdf": Piecewise((log(below), below < HALF), (log1p(-above), True)),
        "logsf": Piecewise(
            (log(expm1(-rest) / expm1(-whole)) - y, above < HALF), (log1p(-below), True)
        ),
        "ppf": (a**c + truncated(U, b**c - a**c)) ** (1 / c),
        "dppf_dc": weibull_motion(z, c, a, b, whole),
        "isf": (a**c + truncated_above(U, b**c - a**c)) ** (1 / c),
    }


def weibull_motion(z: Expr, c: Expr, a: Expr, b: Expr, whole: Expr) -> Expr:
    """The velocity at the quantile, with log(z/a) and log(b/z) from z^c - a^c and b^c - z^c.

    Both of these are quantiles themselves, which z near an end has lost.
    """
    y = truncated(U, whole)
    rest = Piecewise((log1p((1 - U) * expm1(whole)), whole < LARGE), (whole - y, True))
    past, ahead = log1p(y / a**c) / c, -log1p(-rest / b**c) / c
    velocity = load("truncweibull_min").stable["c"]
    there = velocity.xreplace({log(z / a): past, log(b / z): ahead})
    return there.subs(z, (a**c + y) ** (1 / c))


FORMS: dict[str, Callable[..., dict[str, Expr]]] = {
    "truncexpon": truncexpon,
    "truncpareto": truncpareto,
    "truncweibull_min": truncweibull_min,
}
