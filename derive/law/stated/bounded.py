"""Bounded: the raised cosine, and Tukey's lambda law, known by its quantile."""

from __future__ import annotations

from collections.abc import Callable

from sympy import Expr, Piecewise, Rational, cos, exp, log, pi, tan

from derive.family import U
from derive.functions import expm1_lag, expm1_ratio, log1p

QUARTER = Rational(1, 4)


def cosine(z: Expr) -> dict[str, Expr]:
    half = cos(z / 2)
    return {
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


FORMS: dict[str, Callable[..., dict[str, Expr]]] = {"cosine": cosine, "tukeylambda": tukeylambda}
