"""Student's t: its rate against the score integral, at the borders, in its limits."""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import Any

import numpy as np
import pytest
from mpmath import mp, mpf

from derive.roots import _t_cells as cells
from tests.reference.points import error, load
from tests.roots.gauss import nodes
from tests.roots.generated import Generated

EPS = 2.0**-52
DIGITS = 40


@pytest.fixture(scope="module")
def rate() -> Generated:
    return Generated("t_rate")


def density_drop(w: Any, nu: Any) -> Any:
    """-log of the density of w = asinh(z/sqrt(nu)), up to a constant."""
    return nu * mp.log(mp.cosh(w))


@cache
def score_integral(z: Any, nu: Any) -> Any:
    """(dz/dnu)/z by DESIGN 1e in w, whose score is E[log cosh] - log cosh w."""
    w = mp.asinh(z / mp.sqrt(nu))
    mean = (mp.psi(0, (nu + 1) / 2) - mp.psi(0, nu / 2)) / 2
    here = density_drop(w, nu)

    def integrand(x: Any) -> Any:
        drop = density_drop(x, nu)
        return (mean - drop / nu) * mp.exp(here - drop)

    if here / nu <= mean:
        velocity = -w * mp.fsum(a * integrand(w * x) for a, x in nodes())
    else:
        reach = mp.acosh(mp.exp((here + 70) / nu)) - w
        velocity = reach * mp.fsum(
            a * (x + 0.5) * integrand(w + reach * (x + x * x) / 2) for a, x in nodes()
        )
    return 1 / (2 * nu) + velocity / mp.tanh(w)


def budget(z: float, nu: float) -> tuple[Any, float]:
    """The rate, and eps max(1, condition number of z times the rate)."""
    with mp.workdps(DIGITS):
        at, degrees, step = mpf(z), mpf(nu), mpf(2) ** -30
        value = score_integral(at, degrees)
        in_z = score_integral(at * (1 + step), degrees) / value - 1
        in_nu = score_integral(at, degrees * (1 + step)) / value - 1
        return value, EPS * max(1.0, float(abs(1 + in_z / step) + abs(in_nu / step)))


def deviation(got: float, z: float, nu: float) -> float:
    value, unit = budget(z, nu)
    return float(abs((got - value) / value)) / unit


def sample(count: int) -> list[tuple[float, float]]:
    """df by magnitude, log(1 + z^2/df) by magnitude and to tail probabilities of 1e-300."""
    random = np.random.default_rng(20)
    df = 10.0 ** np.where(
        random.random(count) < 0.7, random.uniform(-1, 2.5, count), random.uniform(-2, 8, count)
    )
    tail = np.minimum(2 * 10 ** random.uniform(-2, 2.83, count) / df, 600.0)
    y = np.where(random.random(count) < 0.6, 10 ** random.uniform(-6, 1.3, count), tail)
    z = np.sqrt(df * np.expm1(y))
    return [(float(a), float(b)) for a, b in zip(z, df, strict=True)]


def test_it_is_the_score_integral(rate: Any) -> None:
    points = sample(150)
    z, df = map(np.array, zip(*points, strict=True))
    got = rate.block(z, df, np.empty(z.size))
    worst = max((deviation(g, *p), p) for g, p in zip(got, points, strict=True))
    assert worst[0] < 4, worst


def test_scalar_and_block_are_the_same_bits(rate: Any) -> None:
    z, df = map(np.array, zip(*sample(2000), strict=True))
    got = rate.block(z, df, np.empty(z.size))
    assert [rate.scalar(a, b) for a, b in zip(z, df, strict=True)] == got.tolist()
    assert np.array_equal(rate.block(-z, df, np.empty(z.size)), got)


def borders() -> list[tuple[float, float]]:
    """Points on both sides of every border, which a last bit of df or of z crosses."""
    random = np.random.default_rng(21)
    edges = [*cells.DF_EDGES[1:], cells.LARGE_DF]
    ratios = [cells.ratio_at(y) for y in (*cells.Y_EDGES[1:], cells.LARGE_Y)] + [cells.FAR]
    across_df = [
        (float(np.sqrt(e * random.choice(ratios) * random.random())), e) for e in edges * 6
    ]
    across_z = [(float(np.sqrt(r * d)), d) for r, d in product(ratios, (0.03, 0.8, 4.0, 30.0, 1e4))]
    return across_df + across_z


def test_regimes_agree_at_their_borders(rate: Any) -> None:
    for z, df in borders():
        for step in (1 - 8 * EPS, 1 + 8 * EPS):
            for point in ((z * step, df), (z, df * step)):
                assert deviation(rate.scalar(*point), *point) < 4, point


@pytest.mark.parametrize("df", [1e-300, 1e-20, 1e-3, 0.7, 15.0, 63.0, 1e3, 1e8, 1e15, 1e100])
def test_at_the_centre_it_is_minus_the_normaliser(rate: Any, df: float) -> None:
    with mp.workdps(250):
        nu = mpf(df)
        wanted = 1 / (2 * nu) - (mp.psi(0, (nu + 1) / 2) - mp.psi(0, nu / 2)) / 2
        for z in (0.0, 1e-200):
            if z * z / df < 1e-30:
                assert abs(rate.scalar(z, df) / wanted - 1) < 4 * EPS, z


@pytest.mark.parametrize("df", [1e10, 1e15, 1e60])
@pytest.mark.parametrize("z", [0.0, 0.3, 1.0, 7.0, 300.0])
def test_many_degrees_of_freedom(rate: Any, z: float, df: float) -> None:
    """-(z^2 + 1)/(4 df^2) + z^2 (z^2 - 1)/(12 df^3), from the cdf's expansion (NUMERICS C1)."""
    wanted = (-(z * z + 1) + z * z * (z * z - 1) / (3 * df)) / (4 * df) / df
    assert rate.scalar(z, df) == pytest.approx(wanted, rel=8 * EPS + (z * z / df) ** 2)


@pytest.mark.parametrize("z", [1e17, 1e160, 1e300, 1.7e308])
@pytest.mark.parametrize("df", [1e-250, 1e-20, 1e-2, 0.5, 3.0, 40.0])
def test_far_in_the_tail(rate: Any, z: float, df: float) -> None:
    """1 - F ~ C(df) z^-df, so the rate is (C'/C - log z)/df, C = df^(df/2 - 1)/B(1/2, df/2)."""
    with mp.workdps(600):
        nu = mpf(df)
        shape = (mp.psi(0, (nu + 1) / 2) - mp.psi(0, nu / 2)) / 2
        slope = shape + mp.log(nu) / 2 + mpf(1) / 2 - 1 / nu
        wanted = (slope - mp.log(mpf(z))) / nu
        assert abs(rate.scalar(z, df) / wanted - 1) < 4 * EPS


@pytest.mark.parametrize("z", [0.0, 0.3, 40.0, 1e300])
@pytest.mark.parametrize("df", [0.0, -0.3, -1.0, -1e3, float("-inf"), float("nan")])
def test_outside_its_domain_it_is_nan(rate: Any, z: float, df: float) -> None:
    assert np.isnan(rate.scalar(z, df))
    assert np.isnan(rate.scalar(float("nan"), 2.0))


def test_the_reference_points(rate: Any) -> None:
    for point in load()["t"]:
        loc, scale = point.parameters["loc"], point.parameters["scale"]
        z = (point.z - loc) / scale
        got = scale * z * rate.scalar(z, point.parameters["df"])
        assert error(got, point, "df") < 4, point
