"""The spec, the derivation and the continuity equation of every family, from its law alone."""

from __future__ import annotations

from typing import Any

from mpmath import mp
from sympy import Expr

from derive.catalogue import load
from derive.derivation import derive, derive_all
from derive.family import Family
from derive.functions import define
from derive.functions.latent import ITERATED
from derive.oracle.law import pdf
from derive.oracle.numeric import compile_expression
from derive.points import Bulk, draw_bulk
from derive.proof import prove
from derive.validate import validate

DIGITS = 30
#: The same where a density is an integral of integrals; differences are taken with twice as many.
ITERATED_DIGITS = 16


def test_the_spec_is_one_law(family_name: str) -> None:
    validate(load(family_name))


def test_every_step_holds(family_name: str) -> None:
    for derivation in derive_all(load(family_name)):
        assert len(derivation.steps) >= 4
        prove(derivation)


def test_the_velocity_conserves_mass(family_name: str) -> None:
    """p_theta + (p v)_z = 0, with the density from the oracle."""
    family = load(family_name)
    for name in family.differentiable:
        derivation = derive(family, name)
        if derivation.route in ("location", "scale", "inverse"):  # v is not written in z and shapes
            continue
        if not family.normalised:  # v has the normaliser M(theta), which stands for an integral
            continue
        for place in draw_bulk(family)[:3]:
            growth, outflow = balance(family, name, derivation.velocity, place)
            assert abs(growth + outflow) <= mp.mpf(10) ** -12 * (abs(growth) + abs(outflow))


def balance(family: Family, name: str, velocity: Expr, place: Bulk) -> tuple[Any, Any]:
    """p_theta and (p v)_z at a point."""
    shapes = {str(s): v for s, v in place.shapes.items()}
    v = compile_expression(define(velocity), (family.variable, *place.shapes))

    def density(z: Any, theta: Any) -> Any:
        return pdf(family, {**shapes, name: theta, family.variable.name: z})

    def flux(z: Any) -> Any:
        return density(z, shapes[name]) * v(z, *shapes.values())

    with mp.workdps(ITERATED_DIGITS if family.name in ITERATED else DIGITS):
        z, theta = mp.mpf(place.z), mp.mpf(shapes[name])
        return mp.diff(lambda t: density(z, t), theta), mp.diff(flux, z)
