"""Normal: powers of the normal law's tail, and the Crystal Ball law."""

from __future__ import annotations

from collections.abc import Callable

from sympy import Abs, Expr, Piecewise, Rational, exp, log, pi, sqrt

from derive.functions import (
    branch,
    expm1,
    gaussian_moment,
    hazard_excess,
    log1p,
    log_ndtr,
    log_sum,
    mills,
    ndtri,
    ndtri_exp,
    ndtri_offset,
)

#: Masses beyond an image within about 1 of 0.
NEAR = Rational(2, 5)


def powernorm(z: Expr, c: Expr, k: Expr) -> Expr:
    """To the power k of the upper tail."""
    return -ndtri_exp(c / k * log_ndtr(-z))


def powerlognorm(z: Expr, c: Expr, s: Expr, k: Expr, r: Expr) -> Expr:
    """The same of log z over its scale."""
    return exp(-r * ndtri_exp(c / k * log_ndtr(-log(z) / s)))


def crystalball(z: Expr, beta: Expr, m: Expr, b: Expr, n: Expr) -> Expr:
    """Masses are those of e^(-t^2/2) and what joins it, a power of degree -m below -beta.

    From core to core the mass between 0 and the image is that between 0 and z times the growth of
    the whole, and what the difference of the excesses leaves: so an image near 0 is found.
    """
    root = sqrt(2 * pi)
    tail, whole, tail_to = power_mass(beta, m), total(beta, m), power_mass(b, n)
    growth = total(b, n) / whole
    fallen = (1 - m) * log1p(beta * (-z - beta) / m)
    bell = exp(-(z**2) / 2)
    lesser = bell * mills(Abs(z))
    outer = z + beta
    below = growth * branch(
        outer, tail * exp(fallen), branch(z, lesser, root - lesser) + excess(beta, m)
    )
    above = growth * branch(
        outer,
        root * exp(log_ndtr(beta)) - tail * expm1(fallen),
        branch(z, root - lesser, lesser),
    )
    beyond = (root * exp(log_ndtr(b)) - above) / tail_to
    light = below - above
    power = log_sum(branch(light, below / tail_to, 1), branch(light, 0, beyond)) / (1 - n)
    middle = z * (bell + z**2 / 3 * gaussian_moment(z**2 / 2))
    offset = sqrt(pi / 2) * (excess(beta, m) - excess(b, n)) / whole
    rest = below - excess(b, n)
    inner = (above > NEAR) & (rest > NEAR) & (z >= -beta) & (growth < 2)
    quantile = ndtri(branch(light, rest, above) / root)
    return Piecewise(
        (-b - n / b * expm1(power), below <= tail_to),
        (ndtri_offset((growth * middle + offset) / root), inner),
        (branch(light, quantile, -quantile), True),
    )


def power_mass(beta: Expr, m: Expr) -> Expr:
    """The mass below -beta."""
    return m / (beta * (m - 1)) * exp(-(beta**2) / 2)


def excess(beta: Expr, m: Expr) -> Expr:
    """By how much it is larger than the normal law's."""
    return exp(-(beta**2) / 2) * (1 / (m - 1) + mills(beta) * hazard_excess(beta)) / beta


def total(beta: Expr, m: Expr) -> Expr:
    return power_mass(beta, m) + sqrt(2 * pi) * exp(log_ndtr(beta))


FORMS: dict[str, Callable[..., Expr]] = {
    "crystalball": crystalball,
    "powerlognorm": powerlognorm,
    "powernorm": powernorm,
}
