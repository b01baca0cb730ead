"""dlogz_d... and complement=: the same velocities where z as a double says too little."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import numpy as np
import pytest
from mpmath import mp
from phidot import beta, gamma, rdist

LOGARITHMIC = {
    "gamma": (2.3,), "erlang": (3.0,), "chi2": (0.7,), "chi": (3.0,), "invgamma": (2.3,),
    "nakagami": (0.4,), "gengamma": (2.3, -1.4), "halfgennorm": (2.3,),
}  # fmt: skip


@pytest.mark.parametrize("name", LOGARITHMIC)
def test_logarithm_agrees_with_z(name: str) -> None:
    module, shapes = import_module(f"phidot.{name}"), LOGARITHMIC[name]
    z = np.exp(np.linspace(-5.0, 2.0, 40))
    for parameter in module.parameters[: len(shapes)]:
        in_logarithm = getattr(module, f"dlogz_d{parameter}")(np.log(z), *shapes)
        in_z = getattr(module, f"dz_d{parameter}")(z, *shapes) / z
        np.testing.assert_allclose(in_logarithm, in_z, rtol=1e-13, atol=1e-15)


@pytest.mark.parametrize("a", [1e-4, 0.02, 3.0])
def test_logarithm_of_what_underflows(a: float) -> None:
    """Left of everything, d log z/da = (psi(a + 1) - log z)/a."""
    log_z = np.array([-1e3, -1e5, -1e9])
    exact = [(mp.digamma(a + 1) - mp.mpf(x)) / mp.mpf(a) for x in log_z.tolist()]
    np.testing.assert_allclose(gamma.dlogz_da(log_z, a), [float(e) for e in exact], rtol=1e-15)


def test_complement_is_used() -> None:
    """Next to 1, dz/db = -(1 - z)(psi(b + 1) - psi(a + b) - log(1 - z))/b to first order."""
    a, b, y = 2.0, 3.0, 1e-30
    exact = -mp.mpf(y) * (mp.digamma(b + 1) - mp.digamma(a + b) - mp.log(y)) / b
    assert beta.dz_db(1.0, a, b, complement=y) == pytest.approx(float(exact), rel=1e-14)
    several = beta.dz_db(np.ones(5), a, b, complement=y)
    np.testing.assert_allclose(several, float(exact), rtol=1e-14)
    assert beta.dz_db(1.0, a, b) == 0.0


def test_complement_of_an_ordinary_point_changes_nothing() -> None:
    z = np.linspace(0.01, 0.99, 50)
    for function in (beta.dz_da, beta.dz_db):
        plain, beside = function(z, 2.0, 0.3), function(z, 2.0, 0.3, complement=1.0 - z)
        np.testing.assert_allclose(plain, beside, rtol=1e-14)


def test_complement_outside_is_nan() -> None:
    assert np.isnan(beta.dz_da(0.5, 2.0, 3.0, complement=-0.1))
    assert np.isnan(beta.dz_da(0.5, 2.0, 3.0, complement=np.nan))


@pytest.mark.parametrize("c", [0.5, 3.0, 40.0])
def test_complement_of_rdist(c: float) -> None:
    """Next to 1, 1 - z^2 is 2 y for the complement y, and beta(c/2, 1/2) begins there."""
    y = 1e-30
    score = mp.digamma(mp.mpf(c) / 2 + 1) - mp.digamma((mp.mpf(c) + 1) / 2) - mp.log(2 * mp.mpf(y))
    exact = -mp.mpf(y) * score / c
    assert rdist.dz_dc(1.0, c, complement=y) == pytest.approx(float(exact), rel=1e-14)
    assert rdist.dz_dc(-0.3, c, complement=1.3) == pytest.approx(rdist.dz_dc(-0.3, c), rel=1e-14)


@pytest.mark.parametrize(("law", "shapes"), [(beta, (2.0, 0.3)), (rdist, (3.0,))])
def test_gradient_with_a_complement(law: Any, shapes: tuple[float, ...]) -> None:
    """The same as one derivative at a time."""
    z, y = np.array([1.0, 1.0, 0.7, 0.2]), np.array([1e-30, 3e-9, 0.3, 0.8])
    loc, scale = 0.0, 1.0
    columns = [np.full(4, s) for s in shapes]
    ways = {
        "numbers": law.gradient(z, *shapes, complement=y),
        "arrays": law.gradient(z, *columns, loc, scale, complement=y),
    }
    for gradient in ways.values():
        for name in law.differentiable:
            single = getattr(law, f"dz_d{name}")
            there = {} if name in ("loc", "scale") else {"complement": y}
            np.testing.assert_allclose(
                getattr(gradient, name), single(z, *shapes, **there), rtol=1e-15
            )
    outside = law.gradient(z, *shapes, complement=-y)
    assert np.isnan(outside).all()


def test_gradient_with_a_complement_at_a_point() -> None:
    point, single = (
        rdist.gradient(1.0, 3.0, complement=1e-30),
        rdist.dz_dc(1.0, 3.0, complement=1e-30),
    )
    assert point == pytest.approx((single, 1.0, 1.0), rel=1e-15)


def test_gradient_of_other_laws_has_no_complement() -> None:
    with pytest.raises(TypeError, match="complement"):
        gamma.gradient(1.0, 2.0, complement=0.5)
