"""The spec, the derivation and the continuity equation of every family, from its law alone."""

from __future__ import annotations

from typing import Any

from mpmath import mp
from sympy import Expr

from derive.build import build
from derive.catalogue import load
from derive.derivation import derive
from derive.family import Family
from derive.functions import define
from derive.functions.latent import LatentFunction
from derive.oracle.law import pdf
from derive.oracle.numeric import compile_expression
from derive.points import Bulk, draw_bulk

DIGITS = 30
#: What a plan may lose in the model of float64, in eps * max(1, condition number).
BOUND = 4.0
#: The same where a density is an integral of integrals; differences are taken with twice as many.
ITERATED_DIGITS = 16


def test_the_kernels_are_made_of_what_was_proved(family_name: str) -> None:
    """The spec is one law, every step holds, every plan keeps its digits.

    A product is made only after `validate` and `prove` passed; one that `make` made of these very
    sources is recalled.
    """
    family = load(family_name)
    (product,) = build([family_name], jobs=1)
    assert set(product.steps) == set(family.differentiable)
    assert min(product.steps.values()) >= 4
    for parameter, error in product.errors.items():
        if product.routes[parameter] != "score":  # a quadrature is no form to choose
            assert error <= BOUND, f"the plan of {parameter} loses digits"


def test_the_velocity_conserves_mass(family_name: str) -> None:
    """p_theta + (p v)_z = 0, with the density from the oracle."""
    family = load(family_name)
    for name in family.differentiable:
        derivation = derive(family, name)
        if derivation.route in ("location", "scale", "inverse"):  # v is not written in z and shapes
            continue
        if not family.normalised:  # v has the normaliser M(theta), which stands for an integral
            continue
        # A velocity that is an integral or a mean takes seconds to differentiate.
        costly = derivation.route == "score" or derivation.velocity.has(LatentFunction)
        for place in draw_bulk(family)[: 1 if costly else 3]:
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

    with mp.workdps(ITERATED_DIGITS if family.has_integral_density else DIGITS):
        z, theta = mp.mpf(place.z), mp.mpf(shapes[name])
        return mp.diff(lambda t: density(z, t), theta), mp.diff(flux, z)
