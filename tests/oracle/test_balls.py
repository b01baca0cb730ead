"""Balls: the score integral in ball arithmetic agrees with the one by mpmath, or says nothing."""

from __future__ import annotations

import pytest
from mpmath import mp

from derive.catalogue import load
from derive.oracle import ball, balls
from derive.oracle.velocity import velocity

pytestmark = pytest.mark.skipif(not ball.available(), reason="python-flint is not installed")

#: Far tails, huge and tiny shapes, both sides of the mode, the antimode of von Mises.
POINTS = [
    ("gamma", "a", 3.4821936694098916e-10, {"a": 0.00013307740445272495}),
    ("gamma", "a", 1.4573084079081013e-27, {"a": 0.1456873830616549}),
    ("gamma", "a", 1.0000001e8, {"a": 1e8}),
    ("gamma", "a", 2000.0, {"a": 2.5}),
    ("beta", "a", 0.999999, {"a": 0.001, "b": 1e6}),
    ("beta", "b", 3.9e-206, {"a": 79137.5, "b": 0.00148}),
    ("t", "df", -0.75, {"df": 1e8}),
    ("t", "df", 1e150, {"df": 0.02}),
    ("vonmises_line", "kappa", 3.1415926338, {"kappa": 0.0203}),
    ("vonmises_line", "kappa", -3.1415926535897905, {"kappa": 29.8}),
    ("vonmises_line", "kappa", 1e-3, {"kappa": 1e6}),
    ("chi", "df", 12.0, {"df": 3.3}),
    ("dgamma", "a", -0.4, {"a": 0.7}),
]


@pytest.mark.parametrize(("name", "parameter", "z", "shapes"), POINTS)
def test_both_integrals_agree(
    name: str, parameter: str, z: float, shapes: dict[str, float]
) -> None:
    family = load(name)
    got = balls.velocity(family, parameter, z, shapes)
    exact = velocity(family, parameter, z, shapes, 25)
    assert abs(got / exact - 1) < mp.mpf(10) ** -22


@pytest.mark.parametrize("z", [-1.0, 0.0, 1.0, 2.0])
def test_nothing_is_said_outside_the_support(z: float) -> None:
    assert balls.velocity(load("beta"), "a", z, {"a": 2.0, "b": 3.0}) is None


def test_nothing_is_said_where_the_support_moves() -> None:
    shapes = {"skew": 0.5}
    assert balls.velocity(load("pearson3"), "skew", 0.3, shapes) is None


def test_a_direction_that_too_few_bits_show_is_not_guessed() -> None:
    """(a - 1) log z and the slope of log z cancel to a log z: 1000 bits for a = 1e-300."""
    assert balls.velocity(load("gamma"), "a", 5e-324, {"a": 1e-300}) is None
