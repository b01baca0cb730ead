"""Angles: Cauchy's laws, folded, skewed and wrapped."""

from __future__ import annotations

from collections.abc import Callable

from sympy import Expr, Integer, Piecewise, Rational, atan, cos, exp, log, pi, sin, sqrt, tan

from derive.family import U
from derive.functions import (
    atanh_excess,
    bessel_lag,
    hypot1,
    log1p,
    log_i0e,
    logistic,
    lorentz,
    softplus,
)

HALF = Rational(1, 2)
#: Beyond it the terms of the resonance are apart, and terms of atan that leave less than 2^-55.
FAR, TERMS = 3, 28
#: Beyond it a resonance is its leading term.
REMOTE = 10**50


def beyond(u: Expr) -> Expr:
    """The angle pi/2 - atan(u)."""
    return Piecewise((atan(1 / u), u > 1), (pi / 2 - atan(u), True))


def logarithms(below: Expr, above: Expr) -> dict[str, Expr]:
    """log F and log(1 - F) from the two tails, each in its own half."""
    return {
        "logcdf": Piecewise((log(below), below < HALF), (log1p(-above), True)),
        "logsf": Piecewise((log(above), above < HALF), (log1p(-below), True)),
    }


def foldcauchy(z: Expr, c: Expr) -> dict[str, Expr]:
    """A sum of two densities and of two angles; F below c is the angle of both together."""
    near, far = z - c, z + c
    apart = 2 * (log(hypot1(far)) - log(hypot1(near)))
    # (z^2 - c^2 - 1) over both denominators; log p is log(1 + z^2 + c^2) less their logarithms
    rest = (hypot1(near) * hypot1(far)) ** -2
    turn = lorentz(near) * lorentz(far) - rest
    below = (
        Piecewise(
            (atan(2 * z / (1 + (c - z) * far)), z < c),
            (atan(near) + atan(far), True),
        )
        / pi
    )
    above = (beyond(near) + beyond(far)) / pi
    left, right = lorentz(near) * logistic(apart), lorentz(far) * logistic(-apart)
    angle = tan(pi * U)
    root = sqrt(1 + angle**2 * (1 + c**2))
    inner, outer = angle * (1 + c**2) / (1 + root), (1 + root) / angle
    mirror = tan(pi * (1 - U))
    spread = sqrt(1 + mirror**2 * (1 + c**2))
    return {
        "logpdf": softplus(-apart) - 2 * log(hypot1(near)) - log(pi),
        "pdf": (hypot1(near) ** -2 + hypot1(far) ** -2) / pi,
        "score_c": 2 * c * (1 / (1 + z**2 + c**2) + 2 * turn),
        "along": Piecewise(
            (-2 * (left + right), z > c),
            (2 * z * (1 / (1 + z**2 + c**2) - 2 * (turn + 2 * rest)), True),
        ),
        "cdf": below,
        "sf": above,
        **logarithms(below, above),
        "ppf": Piecewise((inner, U <= HALF), ((1 + spread) / mirror, True)),
        "isf": Piecewise((outer, U <= HALF), (mirror * (1 + c**2) / (1 + spread), True)),
    }


def rel_breitwigner(z: Expr, rho: Expr) -> dict[str, Expr]:
    """Cauchy's density in y = (z^2 - rho^2)/rho, but for the normaliser."""
    root = sqrt(rho**2 + 1)
    width = sqrt(2 * rho * (rho + root))
    y = (z - rho) * ((z + rho) / rho)
    scale = 4 * root / (pi * width)
    return {
        "logpdf": log(scale)
        - Piecewise((2 * log(hypot1(y)), z < REMOTE), (4 * log(z) - 2 * log(rho), True)),
        "pdf": scale / hypot1(y) / hypot1(y),
        "score_rho": rho / (1 + rho**2)
        - (1 / rho + 1 / root) / 2
        + 2 * lorentz(y) * (1 + (z / rho) ** 2),
        "along": -4 * z / rho * lorentz(y),
        "stretch": 1 - 4 * z * (z / rho) * lorentz(y),
        **resonance(z / sqrt(rho * root), 1 / (rho + root)),
    }


def resonance(x: Expr, q: Expr) -> dict[str, Expr]:
    """F = (angle + q A)/pi below x = 1 and 1 - F = (angle - q A)/pi above, A an inverse tanh.

    Far out angle and q A agree but for terms in x^-3, which are written apart: with y = 1/x,
    u = tan(angle) and w = tanh(A), u - q w = 4 q y^3/(s (1 - y^4)).
    """
    s = sqrt(1 + q**2)
    gap = q**2 / (s + 1) * (1 + x**2) + (1 - x) ** 2
    area = q * log1p(4 * x / gap) / 2
    low = (atan(2 * q * x / (s * (1 - x) * (1 + x))) + area) / pi
    near = (atan(2 * q * x / (s * (x - 1) * (x + 1))) - area) / pi
    y = 1 / x
    u, w = 2 * q * y / (s * (1 - y) * (1 + y)), 2 * y / (s * (1 + y**2))
    apart = 4 * q * y**3 / (s * (1 - y) * (1 + y) * (1 + y**2))
    far = (apart - u**3 * atan_lag(u**2) - q * w**3 * atanh_excess(w)) / pi
    high = Piecewise((near, x < FAR), (far, True))
    below = Piecewise((low, x < 1), (1 - high, True))
    above = Piecewise((1 - low, x < 1), (high, True))
    logs = logarithms(below, above)
    remote = (log(4 * q / (3 * pi * s)) - 3 * log(x), x > REMOTE)
    return {"cdf": below, "sf": above, **logs, "logsf": Piecewise(remote, *logs["logsf"].args)}


def atan_lag(square: Expr) -> Expr:
    """(u - atan u)/u^3 = 1/3 - u^2/5 + ..., for u^2 < 2/7."""
    total = Integer(0)
    for k in range(TERMS, -1, -1):
        total = Rational(1, 2 * k + 3) - square * total
    return total


def skewcauchy(z: Expr, a: Expr) -> dict[str, Expr]:
    """Cauchy's law in t = z/(1 - a) left and z/(1 + a) right of 0."""
    width = Piecewise((1 - a, z < 0), (1 + a, True))
    side = Piecewise((-1, z < 0), (1, True))
    t = z / width
    return {
        "logpdf": -2 * log(hypot1(t)) - log(pi),
        "pdf": 1 / hypot1(t) / hypot1(t) / pi,
        "score_a": 2 * side * t * lorentz(t) / width,
        "along": -2 * lorentz(t) / width,
    }


def vonmises(z: Expr, kappa: Expr) -> dict[str, Expr]:
    """The density over its height at 0, so that large kappa do not cancel."""
    fall = 2 * sin(z / 2) ** 2
    form = -kappa * fall - log_i0e(kappa) - log(2 * pi)
    return {
        "logpdf": form,
        "pdf": exp(form),
        "score_kappa": bessel_lag(kappa) - fall,
        "along": -kappa * sin(z),
        "stretch": 1 - kappa * z * sin(z),
    }


def wrapcauchy(z: Expr, c: Expr) -> dict[str, Expr]:
    """The denominator as (1 - c)^2 + 4 c sin^2(z/2), a sum of positive terms."""
    s = sin(z / 2)
    below = (1 - c) ** 2 + 4 * c * s**2
    ratio = (1 - c) / (1 + c)
    inner = 2 * atan(ratio * tan(pi * U))
    outer = 2 * atan(ratio * tan(pi * (1 - U)))
    return {
        "logpdf": log((1 - c) * (1 + c) / below) - log(2 * pi),
        "pdf": (1 - c) * (1 + c) / (2 * pi * below),
        "score_c": (2 * (1 - c) ** 2 - 4 * s**2 * (1 + c**2)) / ((1 - c) * (1 + c) * below),
        "along": -4 * c * s * cos(z / 2) / below,
        "ppf": Piecewise((inner, U <= HALF), (2 * pi - outer, True)),
        "isf": Piecewise((2 * pi - inner, U <= HALF), (outer, True)),
    }


FORMS: dict[str, Callable[..., dict[str, Expr]]] = {
    "foldcauchy": foldcauchy,
    "rel_breitwigner": rel_breitwigner,
    "skewcauchy": skewcauchy,
    "vonmises": vonmises,
    "vonmises_line": vonmises,
    "wrapcauchy": wrapcauchy,
}
