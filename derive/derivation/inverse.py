"""The inverse route: only the quantile is known, so v is written in u = F(z; theta)."""

from __future__ import annotations

from sympy import Symbol

from derive.derivation.notation import PHI, TAU, F, Q
from derive.derivation.shorten import shorten
from derive.derivation.step import Derivation, Step, velocity_sign
from derive.family import Family, U


def derive_inverse(family: Family, theta: Symbol) -> Derivation:
    """v = dQ(u; theta)/dtheta at the u that solves Q(u; theta) = z."""
    quantile = family.quantile
    assert quantile is not None
    z = family.variable
    velocity = shorten(quantile.diff(theta))
    u = F(z, theta)
    steps = (
        Step("quantile", Q(U, theta), quantile, "0 < u < 1"),
        Step("u is the cdf at z", Q(u, theta), z),
        Step("composition", PHI(z, theta, TAU), Q(u, TAU)),
        Step("derivative at τ = θ", velocity_sign(z, theta), velocity.subs(U, u)),
    )
    return Derivation(family, str(theta), "inverse", steps, velocity)
