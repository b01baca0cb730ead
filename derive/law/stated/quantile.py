"""Quantile: quantiles made of the normal law's, by the tail whose probability keeps its digits."""

from __future__ import annotations

from collections.abc import Callable

from sympy import Abs, Expr, Piecewise, exp, log, pi, sqrt

from derive.family import U
from derive.functions import (
    hypot1,
    log1p,
    log_ndtr,
    ndtri,
    ndtri_exp,
    ndtri_offset,
    normal_mass,
)


def fatiguelife(z: Expr, c: Expr) -> dict[str, Expr]:
    """sqrt z - 1/sqrt z = 2 w: z is the square of |w| + sqrt(1 + w^2), or one over it."""
    w = c * ndtri(U) / 2
    far, near = w + hypot1(w), hypot1(w) - w
    return {
        "ppf": Piecewise((1 / near**2, w < 0), (far**2, True)),
        "isf": Piecewise((near**2, w < 0), (1 / far**2, True)),
        "dppf_dc": Piecewise((1 / near**2, w < 0), (far**2, True)) * ndtri(U) / hypot1(w),
    }


def powernorm(z: Expr, c: Expr) -> dict[str, Expr]:
    """1 - F = Phi(-z)^c, by its logarithm."""
    return {"ppf": -ndtri_exp(log1p(-U) / c), "isf": -ndtri_exp(log(U) / c)}


def powerlognorm(z: Expr, c: Expr, s: Expr) -> dict[str, Expr]:
    score = powernorm(z, c)
    return {
        **{name: exp(s * y) for name, y in score.items()},
        "dppf_ds": score["ppf"] * exp(s * score["ppf"]),
    }


def truncnorm(z: Expr, a: Expr, b: Expr) -> dict[str, Expr]:
    """Phi(z) and Phi(-z) are means of those at both ends; the lesser one is inverted."""
    there = between(a, b, U, 1 - U)
    return {
        "ppf": there,
        "isf": between(a, b, 1 - U, U),
        "dppf_da": (1 - U) * exp((there - a) * (there + a) / 2),
        "dppf_db": U * exp((there - b) * (there + b) / 2),
    }


def between(a: Expr, b: Expr, below: Expr, above: Expr) -> Expr:
    """The z that has ``below`` of the mass between a and b on its left.

    Near 0 it is inverted from Phi(z) - 1/2, which a logarithm of a half would lose.
    """
    left = log_ndtr(b) + log(below + above * exp(log_ndtr(a) - log_ndtr(b)))
    right = log_ndtr(-a) + log(above + below * exp(log_ndtr(-b) - log_ndtr(-a)))
    middle = (above * centred(a) + below * centred(b)) / sqrt(2 * pi)
    tail = Piecewise((ndtri_exp(left), left < right), (-ndtri_exp(right), True))
    inside = (left > -log(4)) & (right > -log(4))
    return Piecewise((ndtri_offset(middle), inside), (tail, True))


def centred(x: Expr) -> Expr:
    """The integral of e^(-t^2/2) from 0 to x."""
    size = normal_mass(0, Abs(x))
    return Piecewise((-size, x < 0), (size, True))


FORMS: dict[str, Callable[..., dict[str, Expr]]] = {
    "fatiguelife": fatiguelife,
    "powerlognorm": powerlognorm,
    "powernorm": powernorm,
    "truncnorm": truncnorm,
}
