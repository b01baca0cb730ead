"""gamma(a): its rate against the cdf and the score integral, at borders, in limits."""

from __future__ import annotations

from functools import cache
from math import exp, inf, isnan, nan, nextafter
from typing import Any

import numpy as np
import pytest
from mpmath import mp, mpf

from derive.roots._gamma_account import equations
from derive.roots._gamma_tile import LEAST, MIDDLE, MOST
from derive.thresholds import read
from tests.reference.points import error, load
from tests.roots.gauss import nodes
from tests.roots.generated import Generated

EPS = 2.0**-52
BOUND = 4.0


@pytest.fixture(scope="module")
def rate() -> Generated:
    return Generated("gamma_rate")


@cache
def truth(z: float, a: float) -> Any:
    """V to about 30 digits, by a definition that no regime uses."""
    return by_cdf(z, a) if z < 30 and a < 50 else by_score(z, a)


def by_cdf(z: float, a: float) -> Any:
    """-F_a/(z p), F = z^a M(a, a + 1, -z)/Gamma(a + 1) (DLMF 8.5.1) differentiated at 90 digits."""
    with mp.workdps(90):
        x, shape = mpf(z), mpf(a)
        step = shape * mpf(10) ** -25
        above, below = (
            x**s * mp.hyp1f1(s, s + 1, -x) / mp.gamma(s + 1) for s in (shape + step, shape - step)
        )
        log_density = shape * mp.log(x) - x - mp.loggamma(shape)
        return -(above - below) / (2 * step) / mp.exp(log_density)


def by_score(z: float, a: float) -> Any:
    """DESIGN 1e in the coordinate log z, from the end on whose side the score has one sign."""
    with mp.workdps(40):
        x, shape = mpf(z), mpf(a)
        score = mp.log(x) - mp.digamma(shape)
        side = 1 if score > 0 else -1

        def drop(t: Any) -> Any:
            """The log-density at the distance t on that side, less that at z."""
            return side * shape * t - x * mp.expm1(side * t)

        reach = distance(lambda t: -drop(t), 85)

        def integrand(u: Any) -> Any:
            t = reach * (u + u * u) / 2
            return reach * (u + mpf(1) / 2) * (side * score + t) * mp.exp(drop(t))

        return mp.fsum(w * integrand(u) for w, u in nodes())


def distance(drop: Any, target: float) -> Any:
    """Where an increasing function reaches ``target``, by bisection of the exponent."""
    low, high = mpf(2) ** -1100, mpf(2) ** 12
    while high > 1.001 * low:
        middle = mp.sqrt(low * high)
        low, high = (middle, high) if drop(middle) < target else (low, middle)
    return high


def sample(count: int) -> list[tuple[float, float]]:
    """a by magnitude, z from the law, around the mode, by magnitude, and far into both tails."""
    random = np.random.default_rng(30)
    a = 10.0 ** np.where(
        random.random(count) < 0.6, random.uniform(-1.3, 2.5, count), random.uniform(-4, 8, count)
    )
    far = np.where(random.random(count) < 0.5, -1, 1) * 10 ** random.uniform(-8, 2.6, count)
    choices = np.stack([
        np.log(np.maximum(random.gamma(a), 1e-300)),
        np.log(a) + 10 * random.standard_normal(count) / np.sqrt(a),
        random.uniform(-690, 690, count), random.uniform(-6, 6, count), np.log(1 + a) + far,
    ])  # fmt: skip
    log_z = choices[random.integers(len(choices), size=count), np.arange(count)]
    z = np.exp(np.clip(log_z, -700, 700))
    return [(float(x), float(s)) for x, s in zip(z, a, strict=True)]


def deviation(got: float, z: float, a: float) -> float:
    """The relative error in eps, with no allowance for the condition."""
    return float(abs(mpf(got) / truth(z, a) - 1)) / EPS


def test_it_is_the_velocity(rate: Any) -> None:
    points = sample(500)
    z, a = map(np.array, zip(*points, strict=True))
    got = rate.block(z, a, np.empty(z.size))
    worst = max((deviation(g, *p), p) for g, p in zip(got, points, strict=True))
    assert worst[0] < BOUND, worst


def test_the_two_definitions_agree() -> None:
    for z, a in ((25.0, 0.3), (29.0, 3.0), (12.0, 45.0), (29.9, 20.0)):
        assert abs(by_cdf(z, a) / by_score(z, a) - 1) < mpf(10) ** -28


def borders() -> list[tuple[float, float]]:
    """Points on every border between two regimes, or two cells."""
    octaves = [2.0**k * 0.5**0.5 for k in range(0, 7)]
    large = read("gamma")
    widths = (-1.0, -large["large_w"], large["large_w"], 1.0)
    around = [(s * exp(w), s) for s in (15.0, 40.0, 299.0, 5e3, 1e7) for w in widths]
    across_large = [(large["large_a"] * exp(w), large["large_a"]) for w in (-0.4, 0.0, 0.4)]
    across_z = [(z, a) for z in (LEAST, *octaves, MOST) for a in (1e-3, 0.6, 2.0, 14.9)]
    across_a = [(z, a) for z in (0.1, 1.0, 9.0, 30.0, 89.0) for a in (1.0, 3.0, 7.0, MIDDLE)]
    return around + across_z + across_a + across_large


def test_regimes_agree_at_their_borders(rate: Any) -> None:
    for z, a in borders():
        for x in (nextafter(z, 0), z, nextafter(z, inf)):
            for shape in (nextafter(a, 0), a, nextafter(a, inf)):
                assert deviation(rate.scalar(x, shape), x, shape) < BOUND, (x, shape)


@pytest.mark.parametrize("a", [5e-324, 1e-300, 1e-20, 0.4, 14.0, 16.0, 1e3, 1e20, 1e300])
def test_the_ends_of_the_support(rate: Any, a: float) -> None:
    assert rate.scalar(0.0, a) == inf
    assert rate.scalar(inf, a) == 0.0
    assert isnan(rate.scalar(nan, a))


@pytest.mark.parametrize("a", [1e-300, 1e-20, 1e-3, 0.4, 3.0, 14.0, 16.0, 1e3, 1e20, 1e300])
@pytest.mark.parametrize("z", [5e-324, 1e-310, 1e-300, 1e-100, 1e-30])
def test_near_zero_it_is_the_score(rate: Any, z: float, a: float) -> None:
    """V = (psi(1 + a) - log z)/a, all other terms being of the order of z."""
    with mp.workdps(40):
        wanted = (mp.digamma(1 + mpf(a)) - mp.log(mpf(z))) / mpf(a)
        assert abs(rate.scalar(z, a) / wanted - 1) < BOUND * EPS


@pytest.mark.parametrize("a", [1e18, 1e100, 1e300])
@pytest.mark.parametrize("w", [-30.0, -2.0, -0.9, -1e-3, 0.0, 1e-9, 0.4, 0.99, 5.0])
def test_very_large_shapes(rate: Any, w: float, a: float) -> None:
    """a V tends to w/(e^w - 1), w = log(z/a)."""
    with mp.workdps(340):
        z = a * exp(w)
        x = mp.log(mpf(z)) - mp.log(mpf(a))
        wanted = (x / mp.expm1(x) if x else 1) / mpf(a)
        assert abs(rate.scalar(z, a) / wanted - 1) < BOUND * EPS


def test_far_in_the_right_tail(rate: Any) -> None:
    """V ~ (log z - psi(a))/z."""
    for z in (1e18, 1e200, 1.7e308):
        for a in (1e-250, 1e-4, 0.7, 30.0):
            with mp.workdps(40):
                wanted = (mp.log(mpf(z)) - mp.digamma(mpf(a))) / mpf(z)
                assert abs(rate.scalar(z, a) / wanted - 1) < BOUND * EPS


def test_the_shift_by_one(rate: Any) -> None:
    """a V(a) = z V(a+1) + psi(a+1) - log z, by P(a, z) - P(a+1, z) = z^a e^-z/Gamma(a+1)."""
    for a in (0.25, 2.5, 13.5, 14.0, 40.0, 299.5):
        for z in (1e-3 * a, 0.3 * a, 0.9 * a):
            left = a * rate.scalar(z, a)
            right = z * rate.scalar(z, a + 1) + float(mp.digamma(a + 1) - mp.log(z))
            assert left == pytest.approx(right, rel=0, abs=30 * EPS * max(1.0, left))


def test_one_element_is_the_array(rate: Any) -> None:
    z, a = map(np.array, zip(*sample(300), strict=True))
    block = rate.block(z, a, np.empty(z.size))
    alone = [rate.scalar(*p) for p in zip(z.tolist(), a.tolist(), strict=True)]
    assert block.tolist() == alone


def test_the_reference_points(rate: Any) -> None:
    for point in load()["gamma"]:
        loc, scale = point.parameters["loc"], point.parameters["scale"]
        z = (point.z - loc) / scale
        got = scale * z * rate.scalar(z, point.parameters["a"])
        assert error(got, point, "a") < BOUND, point


def test_the_account_ends_in_what_the_regimes_sum() -> None:
    """The summed endpoint series, as it is typeset, is the rate."""
    (summed,) = (e for e in equations() if e.rule.startswith("summed"))
    z, a = mpf("0.7"), mpf("1.9")
    with mp.workdps(30):
        total = mp.fsum(
            z**n / mp.rf(a + 1, n) * (mp.digamma(a + 1 + n) - mp.log(z)) for n in range(60)
        )
        symbols = {s.name: s for s in summed.right.free_symbols}
        value = summed.right.subs({symbols["z"]: z, symbols["a"]: a}).evalf(25)
        assert abs(mpf(str(value)) - total / a) < 1e-20
        assert abs(total / a - truth(float(z), float(a))) < 1e-14
