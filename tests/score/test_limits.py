"""The hyperbolic laws: symmetry, the laws that they contain, and what is outside the domain."""

from __future__ import annotations

import numpy as np
from phidot import gausshyper, genhyperbolic, geninvgauss

X = np.array([-1e4, -30.0, -2.0, -0.1, 0.4, 3.0, 80.0, 1e5])


def test_mirror_images() -> None:
    one, other = (
        genhyperbolic.gradient(X, 1.7, 2.0, 0.6),
        genhyperbolic.gradient(-X, 1.7, 2.0, -0.6),
    )
    np.testing.assert_allclose(one.p, -other.p, rtol=1e-11)
    np.testing.assert_allclose(one.b, other.b, rtol=1e-11)


def test_the_reciprocal_law_has_the_opposite_order() -> None:
    x = np.array([1e-5, 0.01, 0.4, 1.0, 5.0, 300.0])
    one, other = geninvgauss.gradient(x, 0.8, 2.5), geninvgauss.gradient(1 / x, -0.8, 2.5)
    np.testing.assert_allclose(one.p, x**2 * other.p, rtol=1e-12)
    np.testing.assert_allclose(one.b, -(x**2) * other.b, rtol=1e-12)


def test_outside_the_domain_there_is_no_number() -> None:
    for b in (1.0, -1.0, 1.5):
        assert np.isnan(genhyperbolic.dz_dp(0.3, -2.0, 1.0, b))
    assert np.isnan(gausshyper.dz_da(0.5, 1.0, 2.0, 3.0, -1.0))
    assert np.isnan(geninvgauss.dz_db(-1e-9, 1.0, 2.0))


def test_the_ends_stand_still() -> None:
    assert (
        gausshyper.dz_da(0.0, 1.0, 2.0, 3.0, 4.0) == gausshyper.dz_dz(1.0, 1.0, 2.0, 3.0, 4.0) == 0
    )
    assert geninvgauss.dz_dp(0.0, 1.0, 2.0) == 0
