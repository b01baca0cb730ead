"""The Hessian beside jax.hessian of the map phi = Q(F(z; theta); tau), where both are explicit.

PHIDOT_ALL=1 in the environment (``make second``) compares all of them, else every third.
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import Any

import jax
import numpy as np
import pytest
from sympy import lambdify

from derive.catalogue import load, names
from derive.family import Family, U
from derive.functions import define
from derive.law.state import quantiles
from derive.points import Bulk, draw_bulk
from tests.families.test_autodiff import MODULES, branch_of, law_at

jax.config.update("jax_enable_x64", True)

#: Of the largest entry; F in JAX is a probability that has rounded.
TOLERANCE = 1e-8
#: JAX gives nan: it differentiates the piece that is not taken, and SymPy's root has a power of -1.
WITHOUT_NUMBER = ("dweibull", "kappa3")
#: SymPy's names of inverses that JAX has by another.
INVERSES = {
    "erfinv": jax.scipy.special.erfinv,
    "erfcinv": lambda x: jax.scipy.special.erfinv(1 - x),
}


def is_upper(family: Family, place: Bulk) -> bool:
    """Whether what ``law_at`` states is 1 - F."""
    return bool(family.branches) and branch_of(family, place).cdf is None


def shapes(family: Family) -> list[str]:
    return [p.name for p in family.parameters if not p.integer]


def is_explicit(name: str) -> bool:
    """Whether F is an elementary formula, and Q stated or found by inverting it."""
    family = load(name)
    if name in WITHOUT_NUMBER or not shapes(family) or law_at(family, draw_bulk(family)[0]) is None:
        return False
    return quantiles(family) is not None


EXPLICIT = (
    "alpha", "bradford", "burr", "burr12", "exponpow", "exponweib", "fatiguelife", "fisk",
    "foldcauchy", "genextreme", "genhalflogistic", "genlogistic", "genpareto", "gompertz",
    "invweibull", "johnsonsb", "johnsonsu", "kappa4", "laplace_asymmetric", "lognorm", "loguniform",
    "lomax", "mielke", "pareto", "powerlaw", "powerlognorm", "powernorm", "reciprocal",
    "skewcauchy", "trapezoid", "triang", "truncexpon", "truncnorm", "truncpareto",
    "truncweibull_min", "weibull_max", "weibull_min",
)  # fmt: skip
ALL = bool(os.environ.get("PHIDOT_ALL"))


@pytest.mark.parametrize("name", EXPLICIT if ALL else EXPLICIT[::3])
def test_the_hessian_of_the_map(name: str) -> None:
    family, module = load(name), import_module(f"phidot.{name}")
    parameters = [p.symbol for p in family.parameters]
    place = draw_bulk(family)[1]
    z, given = float(place.z), [float(v) for v in place.shapes.values()]
    stated, quantile = law_at(family, place), quantiles(family)
    assert stated is not None and quantile is not None
    law = lambdify((family.variable, *parameters), stated, modules=MODULES)
    inverse = lambdify((U, *parameters), define(quantile[0]), modules=[INVERSES, *MODULES])
    level = 1 - law(z, *given) if is_upper(family, place) else law(z, *given)

    def carry(tau: Any) -> Any:
        return inverse(level, *(tau[k] for k in range(len(given))))

    expected = np.array(jax.hessian(carry)(jax.numpy.array(given)))
    got = module.hessian(z, *given)[: len(given), : len(given)]
    size = np.abs(expected).max() + abs(z)
    np.testing.assert_allclose(got, expected, rtol=TOLERANCE, atol=TOLERANCE * size)


@pytest.mark.skipif(not ALL, reason="inverting every cdf takes SymPy half a minute")
def test_no_explicit_family_is_forgotten() -> None:
    assert tuple(n for n in names() if is_explicit(n)) == EXPLICIT
