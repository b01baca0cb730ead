"""Series at an end of the support and in a tail, on the gamma law."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from mpmath import mp, mpf

from derive.continuity import endpoint, tail
from derive.continuity.endpoint import Endpoint
from derive.continuity.tail import Tail


def cdf(z: Any, a: Any) -> Any:
    """DLMF 8.5.1."""
    return z**a * mp.hyp1f1(a, a + 1, -z) / mp.gamma(a + 1)


def velocity(z: Any, a: Any) -> Any:
    """d log z/da = -F_a/(z p), by a difference of the cdf."""
    step = mpf(10) ** -25
    slope = (cdf(z, a + step) - cdf(z, a - step)) / (2 * step)
    return -slope * mp.gamma(a) * mp.exp(z) / z**a


@pytest.mark.parametrize("a", ["0.01", "0.7", "3", "12.5"])
@pytest.mark.parametrize("z", ["1e-8", "0.4", "2", "11"])
def test_the_endpoint_series_is_the_velocity(z: str, a: str) -> None:
    with mp.workdps(80):
        x, shape = mpf(z), mpf(a)
        equation = Endpoint((shape, mpf(-1)), (mpf(1),), (mp.digamma(shape),))
        logarithmic, rest = endpoint.expand(equation, 160)
        total = mp.fsum(
            x**n * (b - c * mp.log(x))
            for n, (c, b) in enumerate(zip(logarithmic, rest, strict=True))
        )
        assert abs(total / velocity(x, shape) - 1) < mpf(10) ** -30


def test_the_endpoint_coefficients_are_rational() -> None:
    logarithmic, rest = endpoint.expand(Endpoint((Fraction(1, 2), Fraction(-1)), (Fraction(1),)), 3)
    assert logarithmic == [2, Fraction(4, 3), Fraction(8, 15)]
    assert rest == [4, Fraction(32, 9), Fraction(368, 225)]


@pytest.mark.parametrize("a", ["0.01", "0.7", "3", "12.5"])
def test_the_tail_series_is_the_velocity(a: str) -> None:
    with mp.workdps(200):
        z, shape = mpf(90), mpf(a)
        logarithmic, rest = tail.expand(Tail(shape, mpf(1), mp.digamma(shape)), 60)
        total = mp.fsum(
            z ** (-n) * (c * mp.log(z) + b)
            for n, (c, b) in enumerate(zip(logarithmic, rest, strict=True), 1)
        )
        assert abs(total / velocity(z, shape) - 1) < mpf(10) ** -24
