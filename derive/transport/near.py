"""Near: phi close to an end of the support that moves, where an integration cannot follow.

Of the normal law on [a, b] the mass m = phi(b) d (1 + b d/2 + (b^2 - 1) d^2/6 + ...) lies within d
of b, and the image is as far from its end as that series, inverted, says.
"""

from __future__ import annotations

from sympy import Abs, Expr, Max, Piecewise, Rational, Symbol, exp

from derive.functions import normal_mass

#: Parts of the law's own scale near an end within which three terms keep all digits.
NEAR = Rational(1, 10**5)


def truncnorm(flown: Expr, z: Expr, a: Expr, b: Expr, m: Expr, n: Expr) -> Expr:
    """The image, ``flown`` from z where that is near no end."""
    growth = normal_mass(m, n) / normal_mass(a, b)
    down, up = (inner(low, high) for low, high in ((a, b), (m, n)))
    reached, ahead = (
        away(d, s * e, growth * exp((down - e**2 + there**2 - up) / 2), s * there)
        for d, e, there, s in ((z - a, a, m, -1), (b - z, b, n, 1))
    )
    return Piecewise(
        (m + reached, is_near(z - a, a) & is_near(reached, m)),
        (n - ahead, is_near(b - z, b) & is_near(ahead, n)),
        (flown, True),
    )


def inner(low: Expr, high: Expr) -> Expr:
    """The square of the point nearest to 0, where the density is the largest."""
    return Max(0, low, -high) ** 2


def away(d: Expr, end: Expr, growth: Expr, there: Expr) -> Expr:
    """How far from its end the image is of what is d from its own, both taken as upper ends."""
    mass = growth * d * (1 + end * d / 2 + (end**2 - 1) * d**2 / 6)
    return mass * (1 - there * mass / 2 + (2 * there**2 + 1) * mass**2 / 6)


def is_near(d: Expr, end: Expr) -> Expr:
    return d * Max(1, Abs(end)) < NEAR


#: By family; ``FLOWN`` stands for the image by integration.
FLOWN = Symbol("flown_x", real=True)
FORMS = {"truncnorm": truncnorm}
