"""The stable law's velocities: exact cases, an oracle by inversion, both sides of alpha = 1."""

from __future__ import annotations

from math import atan, inf, isnan, log, log1p, pi, tan
from typing import Any

import numpy as np
import pytest
from mpmath import mp
from phidot._levy_stable import levy_stable_alpha_rate as in_alpha
from phidot._levy_stable import levy_stable_beta_rate as in_beta

from derive.oracle import stable

#: What is asked of this family, also where alpha is near 1 and z near a place of size
#: 1/(1 - alpha), half a unit of which in the last place costs as much; and what is reached else.
ASKED, REACHED = 1e-8, 1e-11


def exact(z: float, alpha: float, beta: float) -> tuple[float, float]:
    """dz/dalpha and dz/dbeta by inversion of the characteristic function."""
    with mp.workdps(16):
        p, _, moved, turned, *_ = stable.invert(z, alpha, beta)
        return float(-moved / p), float(-turned / p)


def draw(count: int) -> list[tuple[float, float, float]]:
    """Shapes by distance from 1, 2 and the ends of beta; z by magnitude about the law's place."""
    rng, points = np.random.default_rng(20), list[tuple[float, float, float]]()
    for i in range(count):
        near = 10.0 ** rng.uniform(-12, -1)
        side = rng.choice((-1.0, 1.0))
        alpha = float((rng.uniform(0.2, 2.0), 1.0 + side * near, 2.0 - near)[i % 3])
        edge = 10.0 ** rng.uniform(-8, 0)
        beta = float(rng.choice((-1.0, 1.0)) * (rng.uniform(0, 1), edge, 1.0 - edge)[i // 3 % 3])
        place = beta * tan(pi * alpha / 2) if alpha > 0.9 else 0.0
        far = 10.0 ** rng.uniform(-3, 1 if i % 2 else 9)
        z = float(place + (far if beta > 0 or i % 2 == 0 else -far))
        points.append((z, alpha, beta))
    return points


@pytest.mark.parametrize(("z", "alpha", "beta"), draw(54))
def test_against_inversion(z: float, alpha: float, beta: float) -> None:
    expected = exact(z, alpha, beta)
    got = in_alpha(z, alpha, beta), in_beta(z, alpha, beta)
    bound = REACHED if abs(alpha - 1.0) > 1e-3 else ASKED
    assert got == pytest.approx(expected, rel=bound)


@pytest.mark.parametrize("z", [-1e6, -3.0, -0.2, 0.0, 0.4, 5.0, 1e8])
@pytest.mark.parametrize("beta", [-1.0, -0.6, -1e-3, 1e-7, 0.3, 1.0])
def test_beta_at_alpha_one(z: float, beta: float) -> None:
    if z * beta < -4.0 and abs(beta) == 1.0:
        # The density is e^-900 or less; not told from what stands for 1 - |beta| = 0.
        assert isnan(in_beta(z, 1.0, beta))
        return
    assert in_beta(z, 1.0, beta) == pytest.approx(exact(z, 1.0, beta)[1], rel=REACHED)


@pytest.mark.parametrize("z", [-1e9, -2.0, -1e-3, 0.7, 30.0, 1e12])
def test_cauchy_and_its_neighbourhood(z: float) -> None:
    """Of alpha = 1, beta = 0 the velocities are elementary, and they are continuous there."""
    height = 0.5 * log1p(z * z)
    of_alpha = atan(z) - z * (np.euler_gamma + height)
    of_beta = 2.0 / pi * (np.euler_gamma + z * atan(z) + height)
    assert in_alpha(z, 1.0, 0.0) == pytest.approx(of_alpha, rel=1e-13)
    assert in_beta(z, 1.0, 0.0) == pytest.approx(of_beta, rel=1e-13)
    assert in_beta(z, 1.0, 1e-12) == pytest.approx(of_beta, rel=1e-10)
    for step in (1e-12, 1e-9, -1e-12, -1e-9):
        near = in_alpha(z, 1.0 + step, 0.0)
        assert near == pytest.approx(of_alpha, rel=100.0 * abs(step) + 1e-12)


def test_alpha_one_has_no_velocity_in_alpha_if_skew() -> None:
    assert isnan(in_alpha(0.3, 1.0, 0.2))
    # The location runs off: d(beta tan(pi alpha/2))/dalpha.
    huge = in_alpha(0.2 * tan(pi * (1 - 1e-9) / 2), 1 - 1e-9, 0.2)
    assert huge == pytest.approx(0.2 * 2.0 / pi * 1e18, rel=1e-6)


@pytest.mark.parametrize("z", [0.05, 0.3, 2.0, 1e3, 1e20])
def test_one_sided(z: float) -> None:
    """alpha = 1/2, beta = 1 is levy, by the oracle's density; beta = -1 is its mirror image."""
    with mp.workdps(25):
        p, _, moved, turned, *_ = stable.invert(z, 0.5, 1.0)
        assert float(p) == pytest.approx(float(levy_density(z)), rel=1e-15)
        expected = float(-moved / p), float(-turned / p)
    assert in_alpha(z, 0.5, 1.0) == pytest.approx(expected[0], rel=REACHED)
    assert in_beta(z, 0.5, 1.0) == pytest.approx(expected[1], rel=REACHED)
    assert in_alpha(-z, 0.5, -1.0) == -in_alpha(z, 0.5, 1.0)
    assert in_beta(-z, 0.5, -1.0) == in_beta(z, 0.5, 1.0)


def levy_density(z: float) -> Any:
    """The density of scipy's levy."""
    x = mp.mpf(z)
    return mp.exp(-1 / (2 * x)) / mp.sqrt(2 * mp.pi * x**3)


@pytest.mark.parametrize("beta", [-1.0, -0.5, 0.0, 1.0])
@pytest.mark.parametrize("z", [0.1, 1.0, 5.0, 11.0])
def test_at_alpha_two(z: float, beta: float) -> None:
    """beta is without effect; in alpha the velocity is one-sided, and depends on beta."""
    assert in_beta(z, 2.0, beta) == 0.0
    assert in_alpha(z, 2.0, beta) == pytest.approx(exact(z, 2.0, beta)[0], rel=REACHED)


@pytest.mark.parametrize("alpha", [0.3, 0.8, 1.2, 1.9])
@pytest.mark.parametrize("beta", [-0.9, 0.4])
def test_at_zero(alpha: float, beta: float) -> None:
    """F(0) = 1/2 - theta_0/pi is elementary, and so is p(0)."""
    with mp.workdps(30):
        a, b = mp.mpf(alpha), mp.mpf(beta)

        def angle(a: Any, b: Any) -> Any:
            return mp.atan(b * mp.tan(mp.pi * a / 2)) / a

        lean = 1 + (b * mp.tan(mp.pi * a / 2)) ** 2
        p = mp.gamma(1 + 1 / a) * mp.cos(angle(a, b)) / mp.pi / lean ** (1 / (2 * a))
        moved = mp.diff(lambda x: angle(x, b), a) / mp.pi / p
        turned = mp.diff(lambda x: angle(a, x), b) / mp.pi / p
    assert in_alpha(0.0, alpha, beta) == pytest.approx(float(moved), rel=1e-13)
    assert in_beta(0.0, alpha, beta) == pytest.approx(float(turned), rel=1e-13)
    for tiny in (1e-14, -1e-14):
        assert in_alpha(tiny, alpha, beta) == pytest.approx(float(moved), rel=1e-9)


@pytest.mark.parametrize("alpha", [0.4, 0.9, 1.3, 1.9999])
def test_even_law_near_its_centre(alpha: float) -> None:
    """v is odd in z where beta = 0, and keeps its digits near 0."""
    z = 1.3e-7
    assert in_alpha(z, alpha, 0.0) == pytest.approx(exact(z, alpha, 0.0)[0], rel=REACHED)
    assert in_alpha(-z, alpha, 0.0) == -in_alpha(z, alpha, 0.0)


@pytest.mark.parametrize(("z", "alpha", "beta"), [(1e8, 1.2, 0.3), (-3e9, 0.7, -0.6)])
def test_oracle_by_series_and_by_inversion(
    monkeypatch: pytest.MonkeyPatch, z: float, alpha: float, beta: float
) -> None:
    with mp.workdps(25):
        series = stable.invert(z, alpha, beta)
        monkeypatch.setattr(stable, "expand", lambda *shapes: None)
        integrals = stable.invert(z, alpha, beta)
        for a, b in zip(series, integrals, strict=True):
            assert abs(a / b - 1) < mp.mpf("1e-20")


def test_oracle_has_no_series_for_light_tails() -> None:
    with mp.workdps(16):
        for z, alpha, beta in [(1e10, 1.7, -1.0), (-1e10, 1.7, 1.0), (100.0, 2.0, 0.3)]:
            assert stable.expand(mp.mpf(z), mp.mpf(alpha), mp.mpf(beta)) is None


@pytest.mark.parametrize("alpha", [0.2, 0.7, 1.3, 1.8])
def test_far_tail(alpha: float) -> None:
    """1 - F tends to C z^-alpha, C = (1 + beta) Gamma(alpha) sin(pi alpha/2)/pi."""
    z, beta = 10.0 ** min(60.0 / alpha, 200.0), 0.3
    slope = float(mp.digamma(alpha)) + 0.5 * pi / tan(0.5 * pi * alpha) - log(z)
    assert in_beta(z, alpha, beta) == pytest.approx(z / alpha / (1 + beta), rel=1e-10)
    assert in_alpha(z, alpha, beta) == pytest.approx(z / alpha * slope, rel=1e-10)


def test_light_tail() -> None:
    """Where alpha < 1, beta = 1 and z -> 0, log p is -(1 - alpha) (z/alpha)^(-alpha/(1-alpha))
    times (cos(pi alpha/2))^(-1/(1-alpha)), and mass is preserved; log p is below -1e5 here."""
    alpha = 0.5

    def height(z: Any, a: Any) -> Any:
        return (1 - a) * (z / a) ** (-a / (1 - a)) * mp.cos(mp.pi * a / 2) ** (-1 / (1 - a))

    z = mp.mpf("1e-7")
    slope = mp.diff(lambda a: height(z, a), alpha) / mp.diff(lambda x: height(x, alpha), z)
    assert in_alpha(1e-7, alpha, 1.0) == pytest.approx(float(-slope), rel=1e-5)


def test_outside() -> None:
    for z, alpha, beta in [
        (1.0, 0.0, 0.0), (1.0, 2.1, 0.0), (1.0, 1.5, 1.1), (inf, 1.5, 0.0), (-1.0, 0.5, 1.0),
        (1.0, 0.5, -1.0), (float("nan"), 1.5, 0.0),
    ]:  # fmt: skip
        assert isnan(in_alpha(z, alpha, beta))
        assert isnan(in_beta(z, alpha, beta))
