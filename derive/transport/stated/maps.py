"""Maps: laws with an elementary map to one without shapes, which is undone."""

from __future__ import annotations

from collections.abc import Callable

from sympy import Abs, Expr, Piecewise, exp, log, sqrt
from sympy.core.symbol import Str

from derive.functions import expm1, expm1_ratio, hypot1, log1p, softplus
from derive.functions.logit import logit_at

#: Beyond this z, e^z - 1 is e^z.
FAR = 600


def dweibull(z: Expr, c: Expr, k: Expr) -> Expr:
    """|z|^c is kept, and the sign."""
    size = exp(c / k * log(Abs(z)))
    return Piecewise((-size, z < 0), (size, True))


def weibull_max(z: Expr, c: Expr, k: Expr) -> Expr:
    """(-z)^c is kept."""
    return -((-z) ** (c / k))


def gompertz(z: Expr, c: Expr, k: Expr) -> Expr:
    """c (e^z - 1) is kept."""
    return Piecewise((log1p(c / k * expm1(z)), z < FAR), (z + log(c / k), True))


def fatiguelife(z: Expr, c: Expr, k: Expr) -> Expr:
    """(sqrt z - 1/sqrt z)/c is kept, and e^(2 asinh t) is a square."""
    t = k / c * (z - 1) / (2 * sqrt(z))
    root = Abs(t) + hypot1(t)
    return Piecewise((root**-2, t < 0), (root**2, True))


def tukeylambda(z: Expr, lam: Expr, k: Expr) -> Expr:
    """The logit t of F is found by iteration; Q is (1 - u)^k t (e^(k t) - 1)/(k t)."""
    t = logit_at(Str("tukeylambda"), z, lam)
    left = exp(-k * softplus(t)) * t * expm1_ratio(k * t)
    right = exp(-k * softplus(-t)) * t * expm1_ratio(-k * t)
    return Piecewise((left, t < 0), (right, True))


FORMS: dict[str, Callable[..., Expr]] = {
    "dweibull": dweibull,
    "fatiguelife": fatiguelife,
    "gompertz": gompertz,
    "tukeylambda": tukeylambda,
    "weibull_max": weibull_max,
}
