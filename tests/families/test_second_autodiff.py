"""The Hessian beside jax.hessian of the map phi = Q(F(z; theta); tau), where both are explicit."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import jax
import numpy as np
import pytest
from sympy import lambdify

from derive.catalogue import load, names
from derive.derivation.explicit import state_quantile
from derive.family import Family, U
from derive.functions import define
from derive.points import draw_bulk
from tests.families.test_autodiff import MODULES, law_at

jax.config.update("jax_enable_x64", True)

#: Of the largest entry; F in JAX is a probability that has rounded.
TOLERANCE = 1e-8


def shapes(family: Family) -> list[str]:
    return [p.name for p in family.parameters if not p.integer]


def is_explicit(name: str) -> bool:
    """Whether F is one elementary formula and Q is stated, or follows through the reduction."""
    family = load(name)
    if not shapes(family) or family.branches or state_quantile(family) is None:
        return False
    return law_at(family, draw_bulk(family)[0]) is not None


@pytest.mark.parametrize("name", [n for n in names() if is_explicit(n)])
def test_the_hessian_of_the_map(name: str) -> None:
    family, module = load(name), import_module(f"phidot.{name}")
    parameters = [p.symbol for p in family.parameters]
    place = draw_bulk(family)[1]
    z, given = float(place.z), [float(v) for v in place.shapes.values()]
    law = lambdify((family.variable, *parameters), law_at(family, place), modules=MODULES)
    inverse = lambdify((U, *parameters), define(state_quantile(family)), modules=MODULES)
    level = law(z, *given)

    def carry(tau: Any) -> Any:
        return inverse(level, *(tau[k] for k in range(len(given))))

    expected = np.array(jax.hessian(carry)(jax.numpy.array(given)))
    got = module.hessian(z, *given)[: len(given), : len(given)]
    size = np.abs(expected).max() + abs(z)
    np.testing.assert_allclose(got, expected, rtol=TOLERANCE, atol=TOLERANCE * size)


def test_how_many_are_explicit() -> None:
    assert sum(map(is_explicit, names())) >= 20
