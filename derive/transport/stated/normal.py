"""Normal: powers of the normal law's tail, and the Crystal Ball law."""

from __future__ import annotations

from collections.abc import Callable

from sympy import Abs, Expr, Max, Min, Piecewise, Rational, exp, log, pi, sqrt

from derive.functions import expm1, hazard_excess, log1p, log_ndtr, mills, ndtri_exp, normal_mass

#: Masses beyond an image within about 1 of 0; the least double.
NEAR, LEAST = Rational(2, 5), Rational(1, 2**1074)


def powernorm(z: Expr, c: Expr, k: Expr) -> Expr:
    """To the power k of the upper tail."""
    return -ndtri_exp(c / k * log_ndtr(-z))


def powerlognorm(z: Expr, c: Expr, s: Expr, k: Expr, r: Expr) -> Expr:
    """The same of log z over its scale."""
    return exp(-r * ndtri_exp(c / k * log_ndtr(-log(z) / s)))


def crystalball(z: Expr, beta: Expr, m: Expr, b: Expr, n: Expr) -> Expr:
    """Masses are those of e^(-t^2/2) and what joins it, a power of degree -m below -beta.

    From core to core the mass between 0 and the image is that between 0 and z times the growth of
    the whole, and what the difference of the excesses leaves: a correction of an image near 0.
    """
    root = sqrt(2 * pi)
    tail, whole, tail_to = power_mass(beta, m), total(beta, m), power_mass(b, n)
    growth = total(b, n) / whole
    fallen = (1 - m) * log1p(beta * (-z - beta) / m)
    core_below, core_above = (tail + mass(-beta, z)) * growth, root * exp(log_ndtr(-z)) * growth
    tail_below = tail * exp(fallen) * growth
    tail_above = (root * exp(log_ndtr(beta)) - tail * expm1(fallen)) * growth
    outer = z < -beta
    below = Piecewise((tail_below, outer), (core_below, True))
    above = Piecewise((tail_above, outer), (core_above, True))
    beyond = (root * exp(log_ndtr(b)) - above) / tail_to
    power = Piecewise((log(below / tail_to), below < above), (log1p(beyond), True)) / (1 - n)
    central = -ndtri_exp(log(core_above / root))
    offset = sqrt(pi / 2) * (excess(beta, m) - excess(b, n)) / whole
    missed = growth * middle(z) + offset - middle(central)
    inner = (core_above > NEAR) & (core_below - excess(b, n) > NEAR)
    return Piecewise(
        (-b - n / b * expm1(power), below <= tail_to),
        (central + missed * exp(central**2 / 2), inner & (z >= -beta) & (growth < 2)),
        (ndtri_exp(log((below - excess(b, n)) / root)), below <= above),
        (-ndtri_exp(log(above / root)), True),
    )


def mass(low: Expr, high: Expr) -> Expr:
    """Of e^(-t^2/2) from low < 0 to high > low."""
    nearest = Min(high, 0)
    return exp(-(nearest**2) / 2) * normal_mass(low, high)


def middle(z: Expr) -> Expr:
    """The mass of e^(-t^2/2) between 0 and z, with its sign, for |z| below about 1."""
    inner = normal_mass(Min(z, 0), Max(z, 0))
    return z / Max(Abs(z), LEAST) * inner


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
