"""Angles: the skewed and the wrapped Cauchy law."""

from __future__ import annotations

from collections.abc import Callable

from sympy import Abs, Expr, Max, Min, Piecewise, atan, cos, pi, sin, tan


def skewcauchy(z: Expr, a: Expr, b: Expr) -> Expr:
    """To the skewness b. pi times either tail is a multiple of the angle that z is seen under."""
    size = Piecewise((1 - a, z < 0), (1 + a, True))
    angle = atan(Min(Abs(z), size) / Max(Abs(z), size))
    far = Abs(z) > size
    outer = size * Piecewise((angle, far), (pi / 2 - angle, True))
    inner = size * Piecewise((pi / 2 - angle, far), (angle, True))
    below = Piecewise((outer, z < 0), (pi * (1 - a) / 2 + inner, True))
    above = Piecewise((pi * (1 + a) / 2 + inner, z < 0), (outer, True))
    left = 2 * below <= pi * (1 - b)
    other = Piecewise((1 - b, left), (1 + b, True))
    image = other / tan(Piecewise((below, left), (above, True)) / other)
    return Piecewise((-image, left), (image, True))


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
