"""Interval: the normal law between two bounds.

Masses are those of e^(-t^2/2). Those beyond the image, in either tail of the whole normal law, are
sums of positive terms: of what lies between image and bound, which is a part of tau's mass, and of
what lies beyond the bound. The lesser tail that is below a quarter is inverted, by its logarithm,
so neither under- nor overflows. Between, it is the mass from 0 to the image.
"""

from __future__ import annotations

from collections.abc import Callable

from sympy import Abs, Expr, Max, Min, Piecewise, exp, log, pi, sqrt

from derive.functions import mills, ndtri_exp, ndtri_offset, normal_mass

ROOT = sqrt(2 * pi)
#: Bounds beyond -OUTER and OUTER hold so much that they hardly move an image near 0.
OUTER = 1


def truncnorm(z: Expr, a: Expr, b: Expr, m: Expr, n: Expr) -> Expr:
    """To the bounds m and n."""
    upper, lower = tail(z, a, b, m, n), tail(-z, -b, -a, -n, -m)
    quarter = log(ROOT / 4)
    return Piecewise(
        (-ndtri_exp(upper - log(ROOT)), upper < quarter),
        (ndtri_exp(lower - log(ROOT)), lower < quarter),
        (ndtri_offset(central(z, a, b, m, n) / ROOT), True),
    )


def apart(x: Expr, y: Expr) -> Expr:
    """(x^2 - y^2)/2."""
    return (x - y) * (x + y) / 2


def tail(z: Expr, a: Expr, b: Expr, m: Expr, n: Expr) -> Expr:
    """The logarithm of the mass above the image, where that is positive; else a larger number."""
    share = part(normal_mass(z, b), normal_mass(a, b)) * normal_mass(m, n)
    near, bound = Max(m, 0), Max(n, 0)
    inner, outer = apart(Max(a, -b, 0), Max(z, -b, 0)), apart(near, bound)
    scale = Max(inner, outer)
    mass = share * exp(inner - scale) + mills(bound) * exp(outer - scale)
    return log(mass) + scale - near**2 / 2


def central(z: Expr, a: Expr, b: Expr, m: Expr, n: Expr) -> Expr:
    """The mass between 0 and an image near it, with its sign."""
    whole, whole_to = mass(a, b), mass(m, n)
    left, right = part(mass(a, z), whole) * whole_to, part(mass(z, b), whole) * whole_to
    root = sqrt(pi / 2)
    below, above, before, beyond = (beside(x) for x in (-a, b, -m, n))
    moved = root * (before - beyond - (below - above)) - before * above + beyond * below
    return Piecewise(
        ((centred(z) * whole_to + moved) / whole, Min(-a, b, -m, n) > OUTER),
        (centred(m) + left, left < right),
        (centred(n) - right, True),
    )


def part(some: Expr, whole: Expr) -> Expr:
    """The quotient, at most 1: it stays one, where a product of small masses would underflow."""
    return Min(some / whole, 1)


def mass(low: Expr, high: Expr) -> Expr:
    """Between two points; its density is the largest at the one that is nearest to 0."""
    return exp(-(Max(low, -high, 0) ** 2) / 2) * normal_mass(low, high)


def beside(x: Expr) -> Expr:
    """The mass beyond x > 0."""
    return exp(-(x**2) / 2) * mills(x)


def centred(x: Expr) -> Expr:
    """The mass between 0 and x, with its sign."""
    size = normal_mass(0, Abs(x))
    return Piecewise((-size, x < 0), (size, True))


FORMS: dict[str, Callable[..., Expr]] = {"truncnorm": truncnorm}
