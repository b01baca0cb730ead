"""Velocities that are means over a latent variate: limits, borders of regimes, and large shapes."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from mpmath import mp
from phidot import chi2, f, ncf, nct, ncx2, norminvgauss, t

from derive.catalogue import load
from derive.oracle.standard import condition
from derive.oracle.velocity import velocity

Z = np.array([1e-200, 1e-8, 0.3, 1.0, 4.0, 60.0, 1e6, 1e100])


@pytest.mark.parametrize("df", [1e-3, 0.7, 3.0, 80.0, 1e5])
def test_without_its_parameter_the_central_law(df: float) -> None:
    """chi2, F and t have kernels of their own."""
    np.testing.assert_allclose(ncx2.dz_ddf(Z, df, 0.0), chi2.dz_ddf(Z, df), rtol=1e-13)
    np.testing.assert_allclose(ncx2.dz_dnc(Z, df, 0.0), Z / df, rtol=1e-14)
    np.testing.assert_allclose(ncf.dz_ddfn(Z, df, 5.0, 0.0), f.dz_ddfn(Z, df, 5.0), rtol=1e-12)
    np.testing.assert_allclose(ncf.dz_ddfd(Z, df, 5.0, 0.0), f.dz_ddfd(Z, df, 5.0), rtol=1e-12)


@pytest.mark.parametrize("df", [0.05, 0.7, 1.999, 2.001, 3.0, 80.0, 1e5, 1e8, 1e12])
def test_nct_without_nc_is_t(df: float) -> None:
    z = np.concatenate([-Z[1:], Z[1:]])
    np.testing.assert_allclose(nct.dz_ddf(z, df, 0.0), t.dz_ddf(z, df), rtol=1e-12)


@pytest.mark.parametrize("nc", [10.0, 280.0, 300.0, 1e3, 1e5, 1e8, 1e12])
@pytest.mark.parametrize("df", [0.4, 7.0, 1e4])
def test_ncx2_nc_is_a_ratio_of_bessel_functions(df: float, nc: float) -> None:
    """sqrt(z/nc) I_{df/2}/I_{df/2 - 1} at sqrt(nc z), on both sides of the trapezoidal rule."""
    for share in (1e-3, 0.5, 1.0, 1.1, 40.0):
        z = share * (nc + df)
        with mp.workdps(40):
            x = mp.sqrt(mp.mpf(nc) * z)
            order = mp.mpf(df) / 2
            below, above = (mp.besseli(n, x, maxterms=10**6) for n in (order - 1, order))
            exact = float(mp.sqrt(mp.mpf(z) / nc) * above / below)
        assert ncx2.dz_dnc(z, df, nc) == pytest.approx(exact, rel=3e-15)


@pytest.mark.parametrize(
    ("name", "parameter", "z", "shapes"),
    [
        ("ncx2", "df", 2900.0, {"df": 3.0, "nc": 3e3}),
        ("ncx2", "df", 400.0, {"df": 30.0, "nc": 1.2e3}),
        ("ncf", "dfn", 90.0, {"dfn": 20.0, "dfd": 8.0, "nc": 2e3}),
        ("ncf", "dfd", 90.0, {"dfn": 20.0, "dfd": 8.0, "nc": 2e3}),
        ("nct", "df", 2.5, {"df": 1e5, "nc": 2.0}),
        ("nct", "df", -4.0, {"df": 1e5, "nc": 2.0}),
        ("nct", "nc", 3.0, {"df": 1e5, "nc": 2.0}),
        ("nct", "df", 30.0, {"df": 0.3, "nc": 25.0}),
        ("nct", "nc", 30.0, {"df": 0.3, "nc": 25.0}),
        ("nct", "nc", 1e-6, {"df": 0.3, "nc": 9.0}),
    ],
)
def test_beyond_the_tested_shapes(
    name: str, parameter: str, z: float, shapes: dict[str, float]
) -> None:
    """Many terms, where the sum over integers has become a trapezoidal sum, and large shapes."""
    exact = float(velocity(load(name), parameter, z, shapes, 17))
    module = {"ncx2": ncx2, "ncf": ncf, "nct": nct}[name]
    assert getattr(module, f"dz_d{parameter}")(z, **shapes) == pytest.approx(exact, rel=2e-13)


@pytest.mark.parametrize(
    ("z", "a", "b"),
    [
        (3.0, 1e-4, 5e-5), (-40.0, 1e-4, 9e-5), (0.7, 2e3, -1.9e3), (-1e-3, 1e4, 1e4 - 1e-2),
        (1e5, 3.0, 2.999999), (-1e6, 3.0, 2.999999), (0.0, 1e-2, 1e-3), (-2.5, 0.3, -0.3 + 1e-9),
    ],
)  # fmt: skip
def test_norminvgauss_beyond_the_tested_shapes(z: float, a: float, b: float) -> None:
    """From nearly Cauchy to nearly normal, and almost as skew as can be."""
    family, shapes = load("norminvgauss"), {"a": a, "b": b}
    for parameter, got in (
        ("a", norminvgauss.dz_da(z, a, b)),
        ("b", norminvgauss.dz_db(z, a, b)),
    ):
        exact = velocity(family, parameter, z, shapes, 17)
        allowed = 64 * 2.0**-52 * max(1.0, condition(family, parameter, z, shapes, exact))
        assert abs(got / float(exact) - 1) < allowed


def test_symmetric_norminvgauss_keeps_its_zero() -> None:
    """Without b, dz/da is odd in z; at 0 it has the slope that the law's score integral gives."""
    z = np.array([1e-300, 1e-12, 1e-3])
    rise = norminvgauss.dz_da(z, 2.0, 0.0)
    np.testing.assert_array_equal(norminvgauss.dz_da(-z, 2.0, 0.0), -rise)
    with mp.workdps(30):
        slope = -mp.diff(log_density, 2)  # v_z = -s at z = 0, v being 0 there
    np.testing.assert_allclose(rise[:2] / z[:2], float(slope), rtol=1e-14)


def log_density(a: Any) -> Any:
    """At z = 0 and b = 0."""
    return mp.log(a / mp.pi) + a + mp.log(mp.besselk(1, a))
