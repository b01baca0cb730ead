"""The von Mises law: its rate against the score integral, at the borders, in its limits."""

from __future__ import annotations

from itertools import pairwise, product
from math import pi
from typing import Any

import numpy as np
import pytest
from mpmath import mp, mpf

from derive.roots import _vonmises_cells as cells
from tests.reference.points import error, load
from tests.roots.gauss import nodes
from tests.roots.generated import Generated

EPS = 2.0**-52
DIGITS = 40


@pytest.fixture(scope="module")
def rate() -> Generated:
    return Generated("vonmises_rate")


def mean_cosine(kappa: Any) -> Any:
    """I_1/I_0 (DLMF 10.33.1, 10.40.1)."""
    return mp.besseli(1, kappa) / mp.besseli(0, kappa)


def score_integral(x: float, kappa: float) -> Any:
    """(dx/dkappa)/sin x by DESIGN 1e: from the mode, or beyond the score's root from pi."""
    at, k = mpf(abs(x)), mpf(kappa)
    mean = mean_cosine(k)

    def integrand(angle: Any) -> Any:
        drop = 2 * k * mp.sin((angle + at) / 2) * mp.sin((angle - at) / 2)
        return (mp.cos(angle) - mean) * mp.exp(-drop)

    if mp.cos(at) >= mean:
        velocity = -at * mp.fsum(a * integrand(at * t) for a, t in nodes())
    else:
        least = mp.cos(at) - 65 / k
        reach = (mp.acos(least) if least > -1 else mp.pi) - at
        velocity = reach * mp.fsum(
            a * (t + 0.5) * integrand(at + reach * (t + t * t) / 2) for a, t in nodes()
        )
    return velocity / mp.sin(at)


def deviation(got: float, x: float, kappa: float) -> float:
    """Relative error in eps, the inputs taken as exact: not divided by the condition number."""
    with mp.workdps(DIGITS):
        value = score_integral(x, kappa)
        return float(abs((got - value) / value)) / EPS


def sample(count: int) -> list[tuple[float, float]]:
    """kappa by magnitude; x everywhere, by magnitude next to 0 and to pi, and by the law."""
    random = np.random.default_rng(30)
    kappa = 10.0 ** np.where(
        random.random(count) < 0.7, random.uniform(-1, 2.5, count), random.uniform(-8, 8, count)
    )
    ways = [
        random.uniform(0, pi, count),
        10 ** random.uniform(-12, 0.49, count),
        pi - 10 ** random.uniform(-15, 0.4, count),
        pi - np.minimum(3.0, np.abs(random.standard_normal(count)) * 2 / np.sqrt(kappa)),
        np.minimum(3.0, np.abs(random.standard_normal(count)) / np.sqrt(kappa)),
    ]
    x = np.choose(random.integers(len(ways), size=count), ways)
    return [(float(a), float(b)) for a, b in zip(x, kappa, strict=True)]


def test_it_is_the_score_integral(rate: Any) -> None:
    points = sample(150)
    x, kappa = map(np.array, zip(*points, strict=True))
    got = rate.block(x, kappa, np.empty(x.size))
    worst = max((deviation(g, *p), p) for g, p in zip(got, points, strict=True))
    assert worst[0] < 5, worst


def test_scalar_and_block_are_the_same_bits(rate: Any) -> None:
    x, kappa = map(np.array, zip(*sample(2000), strict=True))
    got = rate.block(x, kappa, np.empty(x.size))
    assert [rate.scalar(a, b) for a, b in zip(x, kappa, strict=True)] == got.tolist()
    assert np.array_equal(rate.block(-x, kappa, np.empty(x.size)), got)


def borders() -> list[tuple[float, float]]:
    """Points on the borders in xi, at kappa of every cell, and on those in kappa."""
    xis = (*cells.XI_EDGES[1:], *cells.OUTER_XI[1:], cells.LARGE_XI)
    kappas = (*cells.SLIGHT[1:], *cells.KAPPA_EDGES[1:], cells.OUTER_KAPPA[0], cells.LARGE_KAPPA)
    between = [(low + high) / 2 for low, high in pairwise((*sorted({*kappas}), 1e4))]
    across_xi = [(xi, k) for xi, k in product(xis, between) if xi < k]
    across_kappa = [(k * share, k) for k, share in product(kappas, (1.0, 0.7, 0.2, 1e-3))]
    return [(float(2 * np.arccos(np.sqrt(xi / k))), k) for xi, k in across_xi + across_kappa]


def test_regimes_agree_at_their_borders(rate: Any) -> None:
    for x, kappa in borders():
        for step in (1 - 8 * EPS, 1 + 8 * EPS):
            for point in ((max(x, 1e-9) * step, kappa), (max(x, 1e-9), kappa * step)):
                assert deviation(rate.scalar(*point), *point) < 5, point


@pytest.mark.parametrize("kappa", [1e-300, 1e-8, 0.5, 1.0, 3.0, 20.0, 70.0, 1e3, 1e6])
def test_at_the_mode_and_at_the_antimode(rate: Any, kappa: float) -> None:
    """-(1 - A) and -(1 + A); the float64 nearest to pi is not pi, but as good here."""
    with mp.workdps(60):
        mean = mean_cosine(mpf(kappa))
        assert abs(rate.scalar(0.0, kappa) / (mean - 1) - 1) < 4 * EPS
        assert abs(rate.scalar(pi, kappa) / (-mean - 1) - 1) < 4 * EPS


@pytest.mark.parametrize("x", [0.0, 1e-9, 1.0, 2.0, 3.1, pi])
@pytest.mark.parametrize("kappa", [0.0, 1e-320, 1e-17])
def test_no_concentration(rate: Any, x: float, kappa: float) -> None:
    """dx/dkappa is -sin x."""
    assert rate.scalar(x, kappa) == pytest.approx(-1.0, rel=2 * EPS)


@pytest.mark.parametrize("x", [0.0, 1e-160, 1e-4, 1.0, 2.0, 3.0])
@pytest.mark.parametrize("kappa", [1e9, 1e15, 1e100, 1e300])
def test_great_concentration(rate: Any, x: float, kappa: float) -> None:
    """The first orders of r in 1/kappa, by hand from the continuity equation."""
    with mp.workdps(DIGITS):
        doubled = 2 * mpf(kappa) * mp.cos(mpf(x) / 2) ** 2
        third = (mpf(3) / 4 / doubled + mpf(1) / (8 * mpf(kappa))) / doubled**2
        wanted = -1 / doubled - 1 / (2 * doubled**2) - third
        assert abs(rate.scalar(x, kappa) / wanted - 1) < 4 * EPS


@pytest.mark.parametrize("width", [1e-4, 0.1, 1.0, 3.0, 4.5, 30.0, 1e3])
def test_boundary_layer_at_the_antimode(rate: Any, width: float) -> None:
    """-2 D(u)/u for kappa -> oo, u^2 = 2 kappa cos^2(x/2), D Dawson's integral (DLMF 7.2.5)."""
    kappa = 1e20
    x = pi - width / np.sqrt(kappa / 2)
    with mp.workdps(600 if width > 20 else DIGITS):
        u = mp.cos(mpf(x) / 2) * mp.sqrt(2 * mpf(kappa))
        if width > 100:
            wanted = -(1 / u**2) * (1 + 1 / (2 * u**2) + 3 / (4 * u**4) + 15 / (8 * u**6))
        else:
            wanted = -mp.sqrt(mp.pi) * mp.exp(-u * u) * mp.erfi(u) / u
        assert abs(rate.scalar(x, kappa) / wanted - 1) < 4 * EPS


@pytest.mark.parametrize("x", [0.0, 1.0, pi])
@pytest.mark.parametrize("kappa", [-1e-300, -0.3, -50.0, float("-inf"), float("nan")])
def test_outside_its_domain_it_is_nan(rate: Any, x: float, kappa: float) -> None:
    assert np.isnan(rate.scalar(x, kappa))
    assert np.isnan(rate.scalar(float("nan"), 2.0))


def test_the_reference_points(rate: Any) -> None:
    for point in load()["vonmises"]:
        loc, scale = point.parameters["loc"], point.parameters["scale"]
        with mp.workdps(DIGITS):
            angle = (mpf(point.z) - mpf(loc)) / mpf(scale)
            x = float(angle - 2 * mp.pi * mp.nint(angle / (2 * mp.pi)))
            got = float(scale * mp.sin(angle) * rate.scalar(x, point.parameters["kappa"]))
        assert error(got, point, "kappa") < 4, point
