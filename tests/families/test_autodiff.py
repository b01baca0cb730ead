"""JAX's derivatives of the family's own law, differentiated with no help from SymPy."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import jax
import numpy as np
import pytest
from sympy import Expr, Integral, Sum, lambdify

from derive.catalogue import load
from derive.derivation.explicit import state_cdf
from derive.family import Branch, Family
from derive.functions import define
from derive.oracle.law import branch_at
from derive.points import Bulk, draw_bulk

jax.config.update("jax_enable_x64", True)

TOLERANCE = 1e-9


def gaussian_moment(t: Any) -> Any:
    """3 times the integral of s^2 exp(-t s^2) over [0, 1], by parts."""
    root = jax.numpy.sqrt(t)
    tail = jax.numpy.sqrt(jax.numpy.pi) / 2 * jax.scipy.special.erf(root) / root
    return 1.5 * (tail - jax.numpy.exp(-t)) / t


MODULES = [
    {
        "erf": jax.scipy.special.erf,
        "erfc": jax.scipy.special.erfc,
        "atan2": jax.numpy.arctan2,
        "gaussian_moment": gaussian_moment,
    },
    "jax",
]


def branch_of(family: Family, place: Bulk) -> Branch:
    """The branch that holds the point."""
    point = {str(s): v for s, v in place.shapes.items()}
    return branch_at(family, point | {family.variable.name: place.z}, place.z)


def law_at(family: Family, place: Bulk) -> Expr | None:
    """F or 1 - F on the branch that holds the point; None where it is not elementary."""
    if family.branches:
        branch = branch_of(family, place)
        return branch.sf if branch.cdf is None else branch.cdf
    law = state_cdf(family)
    return None if law is None or law.has(Sum, Integral) else define(law)


def test_autodiff_of_the_law(family_name: str) -> None:
    family = load(family_name)
    names = [p.name for p in family.shapes if not p.integer]
    if not names or law_at(family, draw_bulk(family)[0]) is None:
        pytest.skip("no shape, or no elementary law")
    symbols = (family.variable, *(p.symbol for p in family.shapes))
    module = import_module(f"phidot.{family_name}")
    for place in draw_bulk(family)[::4]:
        function = lambdify(symbols, law_at(family, place), modules=MODULES)
        arguments = (float(place.z), *(float(v) for v in place.shapes.values()))
        slopes = jax.grad(function, argnums=tuple(range(len(arguments))))(*arguments)
        for name, slope in zip(names, slopes[1:], strict=True):
            expected = -float(slope) / float(slopes[0])
            got = getattr(module, f"dz_d{name}")(*arguments)
            assert got == pytest.approx(expected, rel=TOLERANCE, abs=TOLERANCE), name


def test_the_bulk_is_inside(family_name: str) -> None:
    """The points of the checks above are points: finite, with a derivative that is a number."""
    family, module = load(family_name), import_module(f"phidot.{family_name}")
    for place in draw_bulk(family):
        assert np.isfinite(
            module.gradient(float(place.z), *map(float, place.shapes.values()))
        ).all()
