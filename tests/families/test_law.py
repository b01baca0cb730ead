"""The spec, the derivation and the continuity equation of every family, from its law alone."""

from __future__ import annotations

from mpmath import mp

from derive.catalogue import load
from derive.derivation import derive, derive_all
from derive.domain import LOC, SCALE
from derive.family import U
from derive.functions import define
from derive.oracle.law import pdf
from derive.oracle.numeric import compile_expression
from derive.points import draw_bulk
from derive.proof import prove
from derive.validate import validate

DIGITS = 30


def test_the_spec_is_one_law(family_name: str) -> None:
    validate(load(family_name))


def test_every_step_holds(family_name: str) -> None:
    for derivation in derive_all(load(family_name)):
        assert len(derivation.steps) >= 4
        prove(derivation)


def test_the_velocity_conserves_mass(family_name: str) -> None:
    """p_theta + (p v)_z = 0, with the density from the oracle."""
    family = load(family_name)
    names = [n for n in family.differentiable if n not in (LOC.name, SCALE.name)]
    for name in names:
        derivation = derive(family, name)
        if derivation.velocity.has(U):  # written in u = F(z), not in z
            continue
        symbols = (family.variable, *(p.symbol for p in family.parameters))
        velocity = compile_expression(define(derivation.velocity), symbols)
        for place in draw_bulk(family)[:3]:
            shapes = {str(s): v for s, v in place.shapes.items()}

            def density(z: object, theta: object, name: str = name, shapes: dict = shapes) -> object:
                return pdf(family, {**shapes, name: theta, family.variable.name: z})

            def flux(z: object, shapes: dict = shapes, name: str = name) -> object:
                return density(z, shapes[name], name, shapes) * velocity(z, *shapes.values())

            with mp.workdps(DIGITS):
                z = mp.mpf(place.z)
                growth = mp.diff(lambda t: density(z, t), mp.mpf(shapes[name]))
                outflow = mp.diff(flux, z)
                assert abs(growth + outflow) <= mp.mpf(10) ** -12 * (abs(growth) + abs(outflow))
