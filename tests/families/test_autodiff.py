"""JAX's derivatives of the family's own cdf, differentiated with no help from SymPy."""

from __future__ import annotations

from importlib import import_module

import jax
import numpy as np
import pytest
from sympy import Integral, Sum, lambdify

from derive.catalogue import load
from derive.derivation.explicit import state_cdf
from derive.points import draw_bulk

jax.config.update("jax_enable_x64", True)

TOLERANCE = 1e-9


def test_autodiff_of_the_cdf(family_name: str) -> None:
    family = load(family_name)
    names = [p.name for p in family.shapes if not p.integer]
    cdf = None if family.branches else state_cdf(family)
    if not names or cdf is None or cdf.has(Sum, Integral):
        pytest.skip("no shape, or no elementary cdf in one piece")
    symbols = (family.variable, *(p.symbol for p in family.shapes))
    function = lambdify(symbols, cdf, modules="jax")
    module = import_module(f"phidot.{family_name}")
    for place in draw_bulk(family)[::4]:
        arguments = (float(place.z), *(float(v) for v in place.shapes.values()))
        slopes = jax.grad(function, argnums=tuple(range(len(arguments))))(*arguments)
        for name, slope in zip([p.name for p in family.shapes], slopes[1:], strict=True):
            expected = -float(slope) / float(slopes[0])
            got = getattr(module, f"dz_d{name}")(*arguments)
            assert got == pytest.approx(expected, rel=TOLERANCE, abs=TOLERANCE), name


def test_the_bulk_is_not_empty(family_name: str) -> None:
    assert all(np.isfinite(float(b.z)) for b in draw_bulk(load(family_name)))
