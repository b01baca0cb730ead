"""Angles: the skewed and the wrapped Cauchy law."""

from __future__ import annotations

from collections.abc import Callable

from sympy import Abs, Expr, Max, Min, Piecewise, atan, cos, pi, sin, tan

from derive.functions import branch


def skewcauchy(z: Expr, a: Expr, b: Expr) -> Expr:
    """To the skewness b. pi times either tail is a multiple of the angle that z is seen under."""
    size = branch(z, 1 - a, 1 + a)
    angle = atan(Min(Abs(z), size) / Max(Abs(z), size))
    outer = size * branch(size - Abs(z), angle, pi / 2 - angle)
    inner = size * branch(size - Abs(z), pi / 2 - angle, angle)
    below = branch(z, outer, pi * (1 - a) / 2 + inner)
    above = branch(z, pi * (1 + a) / 2 + inner, outer)
    left = below - pi * (1 - b) / 2
    other = branch(left, 1 - b, 1 + b)
    image = other / tan(branch(left, below, above) / other)
    return branch(left, -image, image)


def wrapcauchy(z: Expr, c: Expr, k: Expr) -> Expr:
    """To k: the tangent of half the angle is multiplied."""
    rise = (1 + c) * (1 - k) / ((1 - c) * (1 + k)) * sin(z / 2)
    run = cos(z / 2)
    return Piecewise(
        (2 * atan(rise / run), rise < run),
        (pi - 2 * atan(run / rise), rise > -run),
        (2 * pi + 2 * atan(rise / run), True),
    )


FORMS: dict[str, Callable[..., Expr]] = {"skewcauchy": skewcauchy, "wrapcauchy": wrapcauchy}
