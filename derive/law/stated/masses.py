"""Masses: Maxwell's and the Argus law, whose masses are moments of the normal on an interval."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate

from sympy import Expr, Integer, Max, Piecewise, Rational, exp, log, pi, sqrt

from derive.catalogue import load
from derive.functions import gaussian_moment, log1p, log_ndtr, mills, normal_mass
from derive.law.stated.normal import LOG_ROOT, NODES, bell

HALF = Rational(1, 2)
#: An exponent that seven nodes follow, and the first terms of 1F1(1; 5/2; t) for t < 1.
SHORT, TERMS = Rational(3, 4), 18
#: A z beneath which all but z^2 is lost.
TINY = Rational(1, 10**20)
POWERS = list(accumulate(range(TERMS), lambda a, k: a / (Rational(5, 2) + k), initial=Integer(1)))


def maxwell(z: Expr) -> dict[str, Expr]:
    """F is z^3 times a moment, 1 - F = 2 phi(z) (z + R(z)) with Mills' ratio R."""
    below = sqrt(2 / pi) * z**3 / 3 * gaussian_moment(z**2 / 2)
    above = 2 * bell(z) * (z + mills(z))
    low = log(sqrt(2 / pi) / 3) + 3 * log(z) + log(gaussian_moment(z**2 / 2))
    high = log(2) - LOG_ROOT - z**2 / 2 + log(z + mills(z))
    return {
        "stretch": 3 - z**2,
        "cdf": Piecewise((below, below < HALF), (1 - above, True)),
        "sf": Piecewise((1 - below, below < HALF), (above, True)),
        "logcdf": Piecewise((low, below < HALF), (log1p(-above), True)),
        "logsf": Piecewise((log1p(-below), below < HALF), (high, True)),
    }


def argus(z: Expr, chi: Expr) -> dict[str, Expr]:
    """With c = chi^2/2, r = c (1 - z^2): 1 - F and F are masses of Maxwell's law at sqrt(2 c)."""
    rest, shape = (1 - z) * (1 + z), chi**2 / 2
    whole = gaussian_moment(shape)
    ratio = gaussian_moment(shape * rest) / whole
    above = rest * sqrt(rest) * ratio
    scaled = lower_mass(z, chi) / whole
    below = exp(-shape * rest) * scaled
    tiny = log(Rational(3, 2)) + 2 * log(z) - log(whole)
    low = Piecewise((tiny, z < TINY), (log(scaled), True)) - shape * rest
    high = Rational(3, 2) * log(rest) + log(ratio)
    return {
        "cdf": Piecewise((below, above > HALF), (1 - above, True)),
        "sf": above,
        "logcdf": Piecewise((low, above > HALF), (log1p(-above), True)),
        "logsf": Piecewise((log1p(-below), above > HALF), (high, True)),
        "score_chi": chi * (second_moment(shape) - rest),
        "stretch": 2 - z**2 / rest + (chi * z) ** 2,
    }


def lower_mass(z: Expr, chi: Expr) -> Expr:
    """3 e^r times the integral of s^2 e^(-c s^2) over [sqrt(1 - z^2), 1].

    By seven nodes where the exponent hardly changes; else by both tails of Maxwell's law, of which
    the nearer one is at least twice the other.
    """
    rest, shape = (1 - z) * (1 + z), chi**2 / 2
    start = sqrt(rest)
    width = z**2 / (1 + start)
    part = Integer(0)
    for x, w in NODES:
        step = width * x
        part += w * (start + step) ** 2 * exp(-shape * step * (2 * start + step))
    near = 3 * width * part
    inner, outer = chi * start + mills(chi * start), chi + mills(chi)
    far = 3 * (inner - exp(-shape * z**2) * outer) / chi**3
    return Piecewise((near, shape * z**2 < SHORT), (far, True))


def second_moment(shape: Expr) -> Expr:
    """The mean of s^2 under s^2 e^(-c s^2) on [0, 1].

    It is 3/2 (1 - 1/M(c))/c with M(c) = 1F1(1; 5/2; c) = 1 + 2/5 c + ..., DLMF 13.2.2.
    """
    rise = Integer(0)
    for power in reversed(POWERS[1:]):
        rise = power + shape * rise
    series = rise / (1 + shape * rise)
    plain = (1 - exp(-shape) / gaussian_moment(shape)) / shape
    return Rational(3, 2) * Piecewise((series, shape < 1), (plain, True))


def alpha(z: Expr, a: Expr) -> dict[str, Expr]:
    """F = Phi(a - d)/Phi(a) with d = 1/z; 1 - F is the normal law's mass on [a - d, a]."""
    d = 1 / z
    place, whole = a - d, exp(log_ndtr(a))
    short = d * sum(w * bell(d * x - a) for x, w in NODES)
    log_short = log(d * sum(w * exp(d * x * (a - d * x / 2)) for x, w in NODES))
    log_short += -(a**2) / 2 - LOG_ROOT - log_ndtr(a)
    wide = normal_mass(place, a) * bell(Max(place, 0))
    narrow = (d < HALF) & (a * d < 1)
    above = Piecewise((short, narrow), (wide, True)) / whole
    log_above = log(normal_mass(place, a)) - Max(place, 0) ** 2 / 2 - LOG_ROOT - log_ndtr(a)
    lower = log_ndtr(place) - log_ndtr(a)
    # p is phi(a - d)/(z^2 Phi(a)) and underflows where F_a is still of the order of 1/z
    moved = Piecewise(*((v / z**2, holds) for v, holds in load("alpha").stable["a"].args))
    return {
        "dcdf_da": -bell(place) / whole * moved,
        "cdf": Piecewise((exp(lower), above > HALF), (1 - above, True)),
        "sf": above,
        "logcdf": Piecewise((lower, above > HALF), (log1p(-above), True)),
        "logsf": Piecewise(
            (log1p(-exp(lower)), above > HALF),
            (log_short, narrow),
            (log_above, True),
        ),
    }


FORMS: dict[str, Callable[..., dict[str, Expr]]] = {
    "alpha": alpha,
    "argus": argus,
    "maxwell": maxwell,
}
