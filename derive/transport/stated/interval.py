"""Interval: the normal law between two bounds.

Masses are those of e^(-t^2/2). What lies beyond the image, in either tail of the whole normal law,
is a sum of positive terms: the mass between the image and tau's bound, which is a part of tau's
whole, and that beyond the bound. A tail of less than a quarter is inverted, by its logarithm,
so neither under- nor overflows. Between the quarters the mass from 0 to the image is inverted.
"""

from __future__ import annotations

from collections.abc import Callable

from sympy import Abs, Expr, Max, Min, Piecewise, exp, log, pi, sqrt

from derive.functions import mills, ndtri_exp, ndtri_offset, normal_mass

ROOT = sqrt(2 * pi)
#: Where all bounds are beyond it, masses up to them are near the half, which an image near 0 loses.
OUTER = 1


def truncnorm(z: Expr, a: Expr, b: Expr, m: Expr, n: Expr) -> Expr:
    """To the bounds m and n."""
    whole, whole_to = normal_mass(a, b), normal_mass(m, n)
    # A part of its whole: an image near one bound may need 1e-300 of it. As the lesser of this and
    # 1 it stays a quotient, where a product with other masses could underflow.
    above, below = Min(normal_mass(z, b) / whole, 1), Min(normal_mass(a, z) / whole, 1)
    nearest = Max(a, -b, 0)
    rise, fall = apart(nearest, Max(z, -b, 0)), apart(nearest, Max(a, -z, 0))
    upper = tail(above * whole_to, rise, Max(m, 0), Max(n, 0))
    lower = tail(below * whole_to, fall, Max(-n, 0), Max(-m, 0))
    image = ndtri_exp(Min(upper, lower) - log(ROOT))
    bell = exp(-(Max(m, -n, 0) ** 2) / 2)
    left, right = below * exp(fall) * (whole_to * bell), above * exp(rise) * (whole_to * bell)
    between = (centred(z) * whole_to + moved(-a, b, -m, n)) / whole
    central = Piecewise(
        (between, Min(-a, b, -m, n) > OUTER),
        (centred(m) + left, left < right),
        (centred(n) - right, True),
    )
    return Piecewise(
        (ndtri_offset(central / ROOT), Min(upper, lower) > log(ROOT / 4)),
        (-image, upper < lower),
        (image, True),
    )


def apart(x: Expr, y: Expr) -> Expr:
    """(x^2 - y^2)/2."""
    return (x - y) * (x + y) / 2


def tail(part: Expr, scale: Expr, near: Expr, bound: Expr) -> Expr:
    """log(part e^(scale - near^2/2) + what lies beyond the bound) for an image above 0.

    ``near`` and ``bound`` are tau's bounds, or 0 where they are below it; an image below 0 has a
    larger result than log of the half.
    """
    outer = apart(near, bound)
    lesser = exp(-Abs(scale - outer))
    beyond = mills(bound)
    mass = Piecewise((part + beyond * lesser, scale > outer), (part * lesser + beyond, True))
    return log(mass) + Max(scale, outer) - near**2 / 2


def moved(a: Expr, b: Expr, m: Expr, n: Expr) -> Expr:
    """What the laws on [-a, b] and on [-m, n] differ by in the mass below 0, times the former's.

    Halves cancel in Phi(-m) - Phi(0) + (Phi(0) - Phi(-a)) (Phi(n) - Phi(-m))/(Phi(b) - Phi(-a)).
    """
    below, above, before, beyond = (beside(x) for x in (a, b, m, n))
    odd = sqrt(pi / 2) * ((before - beyond) - (below - above))
    return odd - before * above + beyond * below


def beside(x: Expr) -> Expr:
    """The mass beyond x > 0."""
    return exp(-(x**2) / 2) * mills(x)


def centred(x: Expr) -> Expr:
    """The mass between 0 and x, with its sign."""
    size = normal_mass(0, Abs(x))
    return Piecewise((-size, x < 0), (size, True))


FORMS: dict[str, Callable[..., Expr]] = {"truncnorm": truncnorm}
