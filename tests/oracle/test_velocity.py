"""Velocities in closed form, at removable points and edges, and what the oracle refuses."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from mpmath import mp

from derive.oracle.score import velocity_by_score
from derive.oracle.velocity import Refusal, velocity
from tests.oracle import families as made


def near(found: Any, expected: Any, digits: int) -> bool:
    return bool(abs(found - expected) <= abs(expected) * mp.power(10, -digits))


@pytest.mark.parametrize("z", [1e-300, 1e-9, 0.5, 3.0, 28.0, 1e3])
def test_weibull_down_to_any_tail(z: float) -> None:
    with mp.workdps(60):
        expected = -mp.mpf(z) / 2 * mp.log(mp.mpf(z))
        assert near(velocity(made.weibull, "a", z, {"a": 2.0}), expected, 49)


@pytest.mark.parametrize("z", [-6.0, -2.0, 0.5, 3.0, 700.0])
def test_a_shape_of_zero_is_reached_by_a_limit(z: float) -> None:
    """dQ/dc at c = 0 of (1 - y^c)/c with y = -log u, that is -z^2/2."""
    with mp.workdps(60):
        found = velocity(made.genextreme, "c", z, {"c": 0.0}, 30)
        assert near(found, -(mp.mpf(z) ** 2) / 2, 29)


@pytest.mark.parametrize("parameter", ["c", "loc", "scale"])
def test_every_parameter_at_a_shape_near_zero(parameter: str) -> None:
    c, z = Fraction(1, 10**9), Fraction(3, 2)
    with mp.workdps(90):
        w, x = mp.log(1 - mp.mpf(3) / (2 * 10**9)) * 10**9, mp.mpf(3) / 2
        shape = mp.mpf(10) ** 9 * (-(1 - x / 10**9) * w - x)
        expected = {"c": shape, "loc": mp.mpf(1), "scale": x}[parameter]
        assert near(velocity(made.genextreme, parameter, z, {"c": c}), expected, 45)


@pytest.mark.parametrize("c", [0.0, 1e-9, 0.75, -0.5])
def test_a_quantile_is_differentiated_at_its_own_u(c: float) -> None:
    with mp.workdps(60):
        u, s = mp.mpf(1) / 8, mp.mpf(c)
        power = [mp.log(x) if c == 0 else (x**s - 1) / s for x in (u, 1 - u)]
        lift = [x**s * mp.log(x) for x in (u, 1 - u)]
        slope = (
            (mp.log(u) ** 2 - mp.log(1 - u) ** 2) / 2
            if c == 0
            else ((lift[0] - lift[1]) - (power[0] - power[1])) / s
        )
        z = power[0] - power[1]
        assert near(velocity(made.lambda_law, "c", z, {"c": c}, 20), slope, 20)
        assert near(velocity(made.lambda_law, "scale", z, {"c": c}, 20), z, 20)


def test_a_reduction_with_a_shape() -> None:
    """z^-b is Weibull(ab), so z^(-a b^2) is a pivot and v_b = -(2 z/b) log z."""
    with mp.workdps(60):
        expected = -2 * mp.log(mp.mpf(7)) * 7 / mp.mpf(0.5)
        assert near(velocity(made.powered, "b", 7.0, {"a": 1.5, "b": 0.5}), expected, 49)


@pytest.mark.parametrize("z", [0.01, 0.125, 0.75])
def test_branches(z: float) -> None:
    with mp.workdps(60):
        x, m = mp.mpf(z), mp.mpf(0.25)
        expected = x / (2 * m) if z < 0.25 else (1 - x) / (2 * (1 - m))
        assert near(velocity(made.tent, "m", z, {"m": 0.25}), expected, 49)


@pytest.mark.parametrize("z", [1e-6, 0.5, 2.0, 20.0])
def test_the_score_integral_is_a_second_opinion(z: float) -> None:
    first = velocity(made.lomax, "a", z, {"a": 1.5}, 20)
    with mp.workdps(40):
        assert near(first, -(1 + mp.mpf(z)) * mp.log1p(mp.mpf(z)) / 1.5, 19)
        assert near(velocity_by_score(made.lomax, "a", z, {"a": 1.5}, 15), first, 15)


def test_a_density_alone() -> None:
    with mp.workdps(40):
        expected = -mp.mpf(3) / 2 * mp.log(mp.mpf(3))
        assert near(velocity(made.density, "a", 3.0, {"a": 2.0}, 12), expected, 12)


@pytest.mark.parametrize(
    ("parameter", "z", "reason"),
    [
        ("a", 1.0, "does not settle"),
        ("a", -1.0, "outside the support"),
        ("q", 1.0, "has no velocity in 'q'"),
    ],
)
def test_refusals(parameter: str, z: float, reason: str) -> None:
    """v_a is exactly 0 at z = 1, and a 0 is never taken on trust."""
    with pytest.raises(Refusal, match=reason):
        velocity(made.weibull, parameter, z, {"a": 2.0})


def test_no_score_integral_without_a_fixed_end_or_a_density() -> None:
    with pytest.raises(Refusal, match="no score integral"):
        velocity_by_score(made.weibull, "a", 1.5, {"a": 2.0})
    with pytest.raises(Refusal, match="no score integral"):
        velocity_by_score(made.lomax, "loc", 1.5, {"a": 2.0})
