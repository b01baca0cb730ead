"""Bounded: raised cosine, semicircle, Bradford's law, and Tukey's lambda law by its quantile."""

from __future__ import annotations

from collections.abc import Callable

from sympy import (
    Expr,
    Integer,
    Piecewise,
    Rational,
    atan,
    cos,
    exp,
    log,
    pi,
    sin,
    sqrt,
    tan,
)

from derive.family import U
from derive.functions import (
    expm1,
    expm1_lag,
    expm1_ratio,
    log1p,
    log1p_excess,
    log1p_ratio,
    log_quotient,
)
from derive.law.stated.angles import logarithms

HALF, QUARTER = Rational(1, 2), Rational(1, 4)
#: Terms of t - sin t that leave less than 2^-60 for t < 1.
TERMS = 9


def lag(t: Expr) -> Expr:
    """t - sin t, by its series where the two are nearly equal."""
    inner = Integer(1)
    for k in range(TERMS, 1, -1):
        inner = 1 - t**2 / (2 * k * (2 * k + 1)) * inner
    return Piecewise((t**3 / 6 * inner, t < 1), (t - sin(t), True))


def halves(below: Expr, above: Expr) -> dict[str, Expr]:
    """Both tails and their logarithms, each in its own half."""
    return {"cdf": below, "sf": above, **logarithms(below, above)}


def bradford(z: Expr, c: Expr) -> dict[str, Expr]:
    """With log(1 + c) = c (1 + c L)/(1 + c), L = log1p_excess(c), log p has no log of nearly 1."""
    whole, above = log1p(c), log1p(c * (1 - z) / (1 + c * z))
    score = log1p_excess(c) / ((1 + c) * log1p_ratio(c)) - z / (1 + c * z)
    density = {"logpdf": above - log1p(c * log1p_excess(c)), "score_c": score}
    return density | halves(log1p(c * z) / whole, above / whole)


def loguniform(z: Expr, a: Expr, b: Expr) -> dict[str, Expr]:
    whole = log_quotient(b, a)
    return halves(log_quotient(z, a) / whole, log_quotient(b, z) / whole)


def semicircular(z: Expr) -> dict[str, Expr]:
    """F is a segment of the circle, (t - sin t)/(2 pi), t the angle that it subtends."""
    below, above = (4 * atan(sqrt((1 + x) / (1 - x))) for x in (z, -z))
    return halves(lag(below) / (2 * pi), lag(above) / (2 * pi))


def cosine(z: Expr) -> dict[str, Expr]:
    half = cos(z / 2)
    return {
        **halves(lag(pi + z) / (2 * pi), lag(pi - z) / (2 * pi)),
        "logpdf": 2 * log(half) - log(pi),
        "pdf": half**2 / pi,
        "along": -tan(z / 2),
        "stretch": 1 - z * tan(z / 2),
    }


def tukeylambda(z: Expr, lam: Expr) -> dict[str, Expr]:
    """u^lam - (1 - u)^lam from the larger of the two and the logit t of u."""
    middle = log1p((2 * U - 1) / (1 - U))
    t = Piecewise((middle, (U > QUARTER) & (U < 1 - QUARTER)), (log(U) - log1p(-U), True))
    low, high = log(U), log1p(-U)
    right = exp(lam * low) * t * expm1_ratio(-lam * t)
    left = exp(lam * high) * t * expm1_ratio(lam * t)
    form = Piecewise((left, 2 * U < 1), (right, True))
    # d/dlam is t times the mean of x e^(lam x) between log(1 - u) and log u, x < 0
    moved = Piecewise(
        (exp(lam * high) * t * (high * expm1_ratio(lam * t) + t * expm1_lag(lam * t)), 2 * U < 1),
        (exp(lam * low) * t * (low * expm1_ratio(-lam * t) - t * expm1_lag(-lam * t)), True),
    )
    return {"ppf": form, "isf": -form, "dppf_dlam": moved}


def triang(z: Expr, c: Expr) -> dict[str, Expr]:
    """Tails on the far side of a mode that is next to an end: 1 - z^2/c and its like cancel."""
    falling = (1 - z) ** 2 / (1 - c)
    low = Piecewise(((z * (2 - z) - c) / (1 - c), c < HALF), (1 - falling, True))
    high = -expm1(2 * log_quotient(z, c) + log(c))
    below = Piecewise((z**2 / c, z < c), (low, True))
    forms = halves(below, Piecewise((high, z < c), (falling, True)))
    # z^2 may underflow.
    near = (2 * log(z) - log(c), (z < c) & (below < HALF))
    return forms | {"logcdf": Piecewise(near, *forms["logcdf"].args)}


FORMS: dict[str, Callable[..., dict[str, Expr]]] = {
    "bradford": bradford,
    "cosine": cosine,
    "loguniform": loguniform,
    "reciprocal": loguniform,
    "semicircular": semicircular,
    "triang": triang,
    "tukeylambda": tukeylambda,
}
