"""Pieces: the triangular, the trapezoidal and the asymmetric Laplace law."""

from __future__ import annotations

from collections.abc import Callable

from sympy import Abs, Expr, Max, Piecewise, exp, log, sqrt

from derive.functions import branch, expm1, log1p
from derive.transport.stated.truncated import log_rest


def gap(difference: Expr) -> Expr:
    """A difference that is positive where it is asked for: a sum of several would be merged."""
    return Max(difference, 0)


def triang(z: Expr, c: Expr, m: Expr) -> Expr:
    """To the mode m. u = below and 1 - u = above; 1 - y^2/m and its like stay sums."""
    inside = gap(z - c) + z * (1 - z)
    root = Piecewise((z / sqrt(c), z < c), (sqrt(inside / (1 - c)), True))
    below = Piecewise((z**2 / c, z < c), (inside / (1 - c), True))
    opposite = Piecewise(
        (sqrt((gap(c - z) + z * (1 - z)) / c), z < c), ((1 - z) / sqrt(1 - c), True)
    )
    upper = (m + (1 - m) * below) / (1 + sqrt(1 - m) * opposite)
    return Piecewise((sqrt(m) * root, below <= m), (upper, True))


def trapezoid(z: Expr, c: Expr, d: Expr, m: Expr, n: Expr) -> Expr:
    """To the corners m and n; both laws' probabilities are taken times their areas."""
    area, area_to = 1 + gap(d - c), 1 + gap(n - m)
    risen = (c - z) * (c + z) + c * (gap(1 - c) + gap(d - c))
    fallen = (z - d) * (gap(1 - d) + gap(1 - z)) + (1 - d) * (d + gap(d - c))
    root = Piecewise(
        (z / sqrt(c), z < c), (sqrt(z + gap(z - c)), z <= d), (sqrt(fallen / (1 - d)), True)
    )
    opposite = Piecewise(
        (sqrt(risen / c), z < c),
        (sqrt(gap(1 - z) + gap(d - z)), z <= d),
        ((1 - z) / sqrt(1 - d), True),
    )
    below = Piecewise((z**2 / c, z < c), (z + gap(z - c), z <= d), (fallen / (1 - d), True))
    above = Piecewise(
        (risen / c, z < c), (gap(1 - z) + gap(d - z), z <= d), ((1 - z) ** 2 / (1 - d), True)
    )
    grown = area_to / area
    upper = (n**2 + m * (1 - n) + (1 - n) * grown * below) / (1 + sqrt((1 - n) * grown) * opposite)
    return Piecewise(
        (sqrt(m * grown) * root, grown * below <= m),
        ((m + grown * below) / 2, grown * above > 1 - n),
        (upper, True),
    )


def laplace_asymmetric(z: Expr, kappa: Expr, k: Expr) -> Expr:
    """To k; of -z the law is that of 1/kappa.

    The image of z < 0 is found in the lower piece by log F, in the upper one by the mass above z.
    What depends on kappa and k alone is computed once for either sign.
    """
    pairs = ((kappa, k), (1 / kappa, 1 / k))

    def chosen(value: Callable[[Expr, Expr], Expr]) -> Expr:
        below, above = (value(*pair) for pair in pairs)
        return branch(z, below, above)

    way = branch(z, z / kappa, -z * kappa)
    ahead, mass, scale = chosen(gain), chosen(portion), chosen(lambda _, k: k)
    level = way + chosen(shift)
    beyond = branch(way + 1, mass * exp(way) - scale**2, ahead + mass * expm1(way))
    rest = chosen(share) - mass * expm1(way)
    image = branch(-level, -log_rest(beyond, rest) / scale, scale * level)
    return branch(z, image, -image)


def gain(kappa: Expr, k: Expr) -> Expr:
    return (kappa - k) * (kappa + k) / (1 + kappa**2)


def share(kappa: Expr, k: Expr) -> Expr:
    return (1 + k**2) / (1 + kappa**2)


def portion(kappa: Expr, k: Expr) -> Expr:
    return kappa**2 * share(kappa, k)


def shift(kappa: Expr, k: Expr) -> Expr:
    """log(portion/k^2)."""
    near, far = log1p(gain(kappa, k) / k**2), log(portion(kappa, k) / k**2)
    return Piecewise((near, Abs(gain(kappa, k)) < k**2 / 2), (far, True))


FORMS: dict[str, Callable[..., Expr]] = {
    "laplace_asymmetric": laplace_asymmetric,
    "trapezoid": trapezoid,
    "triang": triang,
}
