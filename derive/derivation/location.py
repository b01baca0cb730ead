"""Location and scale: the derivation that needs no formula for F."""

from __future__ import annotations

from sympy import Add, Expr, Integer, Symbol

from derive.derivation.notation import PHI, TAU, F, Q
from derive.derivation.step import Derivation, Step, velocity_sign
from derive.domain import LOC, SCALE
from derive.family import Family

Z = Symbol("z", real=True)
U = Symbol("u", positive=True)


def in_order(*terms: Expr) -> Expr:
    """A sum that prints its terms as they are given."""
    return Add(*terms, evaluate=False)


def derive_location(family: Family) -> Derivation:
    """F(z; theta) = F(z - theta; 0), hence v = 1."""
    zero = Integer(0)
    moved = in_order(Z, -LOC)
    steps = (
        Step("location parameter", F(Z, LOC), F(moved, zero)),
        Step("inverse", Q(U, LOC), in_order(Q(U, zero), LOC)),
        Step("composition", PHI(Z, LOC, TAU), in_order(Q(F(moved, zero), zero), TAU)),
        Step("inverse of a function", PHI(Z, LOC, TAU), in_order(Z, -LOC, TAU)),
        Step("derivative at τ = loc", velocity_sign(Z, LOC), Integer(1)),
    )
    return Derivation(family, LOC.name, "location", steps, Integer(1))


def derive_scale(family: Family) -> Derivation:
    """F(z; sigma) = F(z / sigma; 1), hence v = z / sigma; z is measured from loc."""
    if family.drift is not None:
        return derive_drifting_scale(family, family.drift)
    one = Integer(1)
    steps = (
        Step("scale parameter", F(Z, SCALE), F(Z / SCALE, one), "z measured from loc"),
        Step("inverse", Q(U, SCALE), SCALE * Q(U, one)),
        Step("composition", PHI(Z, SCALE, TAU), TAU * Q(F(Z / SCALE, one), one)),
        Step("inverse of a function", PHI(Z, SCALE, TAU), TAU * Z / SCALE),
        Step("derivative at τ = scale", velocity_sign(Z, SCALE), Z / SCALE),
    )
    return Derivation(family, SCALE.name, "scale", steps, Z / SCALE)


def derive_drifting_scale(family: Family, drift: Expr) -> Derivation:
    """F(z; sigma) = F(z / sigma - d(sigma); 1), hence v = z / sigma + sigma d'(sigma)."""
    one, there = Integer(1), drift.subs(SCALE, TAU)
    standard, velocity = Z / SCALE - drift, Z / SCALE + family.drift_in_scale
    steps = (
        Step("scale parameter", F(Z, SCALE), F(standard, one), "z measured from loc"),
        Step("inverse", Q(U, SCALE), SCALE * (Q(U, one) + drift)),
        Step("composition", PHI(Z, SCALE, TAU), TAU * (Q(F(standard, one), one) + there)),
        Step("inverse of a function", PHI(Z, SCALE, TAU), TAU * (standard + there)),
        Step("derivative at τ = scale", velocity_sign(Z, SCALE), velocity),
    )
    return Derivation(family, SCALE.name, "scale", steps, velocity)
