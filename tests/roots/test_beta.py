"""beta(a, b): its rate against the score integral and end-point series, at borders, in limits."""

from __future__ import annotations

from itertools import pairwise, product
from math import exp, inf, isnan, log, log1p, nan
from typing import Any

import numpy as np
import pytest
from mpmath import mp, mpf
from sympy import Float, oo

from derive.continuity import uniform
from derive.roots._beta_account import equations
from derive.roots._beta_equation import turning_point
from tests.reference.points import error, load
from tests.roots.beta_truth import EPS, Point, by_score, by_series, deviation, exact, truth
from tests.roots.generated import Generated

BOUND = 12.0


@pytest.fixture(scope="module")
def rate() -> Generated:
    return Generated("beta_rate")


def place(logit: float, a: float, b: float) -> Point:
    small = exp(-abs(logit)) / (1 + exp(-abs(logit)))
    return (1 - small, small, a, b) if logit > 0 else (small, 1 - small, a, b)


def sample(count: int) -> list[Point]:
    """Shapes by magnitude; x from the law, around the mode, by magnitude, far into both tails."""
    random = np.random.default_rng(33)
    wide = random.random(count) < 0.4
    a, b = (
        10.0 ** np.where(wide, random.uniform(-4, 8, count), random.uniform(-1.3, 2.3, count))
        for _ in range(2)
    )
    spread = np.sqrt(1 / a + 1 / b)
    lower = np.log(random.gamma(a + 1)) + np.log(random.random(count)) / a
    upper = np.log(random.gamma(b + 1)) + np.log(random.random(count)) / b
    choices = np.stack([
        lower - upper, np.log(a / b) + 5 * spread * random.standard_normal(count),
        random.uniform(-690, 690, count), random.uniform(-6, 6, count),
        np.log(a / b) + spread * random.uniform(-40, 40, count),
    ])  # fmt: skip
    logit = np.clip(choices[random.integers(len(choices), size=count), np.arange(count)], -690, 690)
    return [place(*map(float, p)) for p in zip(logit, a, b, strict=True)]


def test_it_is_the_velocity(rate: Any) -> None:
    points = sample(600)
    columns = [np.array(c) for c in zip(*points, strict=True)]
    got = rate.block(*columns, np.empty(len(points)))
    worst = max((deviation(g, p), p) for g, p in zip(got, points, strict=True))
    assert worst[0] < BOUND, worst


def test_the_two_definitions_agree() -> None:
    for point in ((0.3, 0.7, 2.5, 7.0), (0.6, 0.4, 30.0, 50.0), (0.2, 0.8, 40.0, 90.0)):
        with mp.workdps(40):
            at = exact(point)
            assert abs(by_series(*at) / by_score(*at) - 1) < mpf(10) ** -22


def borders() -> list[Point]:
    """Points on both sides of every border between two regimes."""
    near = (1 - 1e-14, 1 + 1e-14, 0.999, 1.001)
    found = [
        place(np.log(s / b) + w, s * f, b)
        for s, b, w, f in product((10.0, 40.0, 200.0), (0.02, 3.0, 700.0), (-0.2, 0.1), near)
    ]
    for a, b in ((10.5, 90.0), (25.0, 2000.0), (41.0, 150.0), (3e5, 1e6)):
        widths = [s * w for s, w in product((-1, 1), (0.4, 0.75, 1.2))]
        x = [a / (a + b) * exp(w * f) for w, f in product(widths, near)]
        found += [(z, 1 - z, a, b) for z in x]
    for a, b in product((1e-3, 0.3, 2.0, 8.0), (0.05, 0.9, 6.0, 800.0)):
        n, limit = a + b, max(0.6, 1.05 - 0.4 * a)
        right, left = (a + b * limit / (b + limit)) / n, 0.302 * (a + 10) / (n + 10)
        x = [z * f for z, f in product((right, left, 3.5 / n, 10 / n, 0.1, 0.3), near)]
        found += [(z, 1 - z, a, b) for z in x if z < 0.98]
    return found


def test_regimes_agree_at_their_borders(rate: Any) -> None:
    worst = max((deviation(rate.scalar(*p), p), p) for p in borders()[::3])
    assert worst[0] < BOUND, worst


@pytest.mark.parametrize("a", [1e-300, 1e-20, 1e-3, 0.4, 9.0, 14.0, 60.0, 1e4, 1e20])
def test_the_power_law(rate: Any, a: float) -> None:
    """F = x^a for b = 1, so Y = -log x/(a y): an exact value for every x."""
    for y in (1e-300, 1e-20, 1e-3, 0.1, 0.5, 0.9):
        for x, z in ((1 - y, y), (y, 1 - y)):
            wanted = (-log1p(-z) if z < 0.5 else -log(x)) / z / a
            assert rate.scalar(x, z, a, 1.0) == pytest.approx(wanted, rel=BOUND * EPS)


@pytest.mark.parametrize("a", [1e-6, 0.3, 7.0, 30.0, 1e5])
@pytest.mark.parametrize("b", [1e-6, 0.3, 7.0, 30.0, 1e5])
def test_the_ends_of_the_support(rate: Any, a: float, b: float) -> None:
    """Y ~ (psi(a + 1) - psi(a + b) - log x)/a at 0 and (psi(a + b) - psi(a))/b at 1."""
    with mp.workdps(60):
        p, q = mpf(a), mpf(b)
        at_one = float((mp.digamma(p + q) - mp.digamma(p)) / q)
        at_zero = float((mp.digamma(p + 1) - mp.digamma(p + q) - mp.log(mpf(1e-300))) / p)
    assert rate.scalar(1.0, 0.0, a, b) == pytest.approx(at_one, rel=BOUND * EPS)
    assert rate.scalar(1e-300, 1.0, a, b) == pytest.approx(at_zero, rel=BOUND * EPS)
    assert rate.scalar(0.0, 1.0, a, b) == inf
    assert isnan(rate.scalar(nan, nan, a, b))


def test_it_decreases_in_x_and_is_positive(rate: Any) -> None:
    for a, b in ((0.02, 0.3), (0.7, 40.0), (8.0, 0.1), (12.0, 12.0), (500.0, 3.0)):
        values = [rate.scalar(*place(t, a, b)) for t in np.linspace(-60, 60, 500)]
        assert min(values) > 0
        assert all(v <= u * (1 + BOUND * EPS) for u, v in pairwise(values))


def test_one_element_is_the_array(rate: Any) -> None:
    points = sample(300)
    columns = [np.array(c) for c in zip(*points, strict=True)]
    block = rate.block(*columns, np.empty(len(points)))
    assert block.tolist() == [rate.scalar(*p) for p in points]


def test_the_reference_points(rate: Any) -> None:
    for point in load()["beta"]:
        a, b, loc, scale = (point.parameters[k] for k in ("a", "b", "loc", "scale"))
        x = (point.z - loc) / scale
        y = 1 - x
        got = scale * x * y * rate.scalar(x, y, a, b), -scale * x * y * rate.scalar(y, x, b, a)
        assert error(got[0], point, "a") < BOUND, point
        assert error(got[1], point, "b") < BOUND, point


@pytest.mark.parametrize("mu", [0.25, 0.5, 0.9375])
def test_regularity_gives_the_digamma_series(mu: float) -> None:
    """The constants B(k)/k (1 - mu^k) of the normaliser are found, not put in (DLMF 5.11.2)."""
    with mp.workdps(40):
        m = mpf(mu)
        found = uniform.expand(turning_point(m, 30), 9, 8).constants
        wanted = [(-1) ** k * mp.bernoulli(k) / k * (1 - m**k) for k in range(1, 9)]
        assert all(abs(f - w) < mpf(10) ** -30 for f, w in zip(found, wanted, strict=True))


def test_the_account_is_about_the_rate() -> None:
    """Its series and its shift, as they are typeset, give the rate."""
    x, a, b = mpf("0.2"), mpf("1.9"), mpf("2.5")
    by_rule = {e.rule: e.right for e in equations()}
    values = {"x": x, "a": a, "b": b}
    with mp.workdps(30):
        series = evaluate(by_rule["no mass passes through 0"], values)
        assert abs(series / truth((x, 1 - x, a, b)) - 1) < 1e-20
        shifted = by_rule["all terms but the first"].replace(
            lambda e: e.func.__name__ == "Y", lambda e: Float(truth((x, 1 - x, a + 1, b)), 30)
        )
        assert abs(evaluate(shifted, values) / series - 1) < 1e-20


def evaluate(expression: Any, values: dict[str, Any]) -> Any:
    """A SymPy expression at numbers, its infinite sum cut at 80 terms."""
    cut = expression.subs(oo, 80)
    return mpf(str(cut.subs({s: Float(values[s.name], 40) for s in cut.free_symbols}).evalf(30)))
