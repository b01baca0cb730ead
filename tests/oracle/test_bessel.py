"""Bessel's K in the oracle, against mpmath's, elementary cases and the Wronskian."""

from __future__ import annotations

import pytest
from mpmath import mp

from derive.oracle import bessel

ARGUMENTS = (1e-300, 1e-6, 0.3, 1.3, 8.0, 30.7, 52.0, 70.0, 1e3, 1e30)


def error(order: float, x: float, digits: int) -> float:
    """The relative error of e^x K of this order and of the next, mpmath taken for exact."""
    with mp.workdps(digits):
        got = bessel.scaled(mp.mpf(order), mp.mpf(x))
    with mp.workdps(2 * digits + 20):
        exact = [mp.besselk(mp.mpf(order) + n, x) * mp.exp(x) for n in (0, 1)]
        return float(max(abs(g / e - 1) for g, e in zip(got, exact, strict=True)))


@pytest.mark.parametrize("order", [0.0, 1e-9, 0.37, 0.4999, 1.0, 9.3, 31.0])
@pytest.mark.parametrize("digits", [15, 40])
def test_any_order(order: float, digits: int) -> None:
    for x in ARGUMENTS:
        assert error(order, x, digits) < 10.0**-digits


def test_half_an_order() -> None:
    """K_(1/2) = sqrt(pi/(2 x)) e^-x, on both sides of where the asymptotic series begins."""
    with mp.workdps(30):
        for x in map(mp.mpf, ARGUMENTS):
            half = bessel.scaled(mp.mpf("-0.5"), x)[0]
            assert abs(half / mp.sqrt(mp.pi / (2 * x)) - 1) < mp.mpf(10) ** -29


@pytest.mark.parametrize("order", [0.0, 1.0, -2.7])
def test_derivatives(order: float) -> None:
    """Against numerical derivatives of mpmath's function."""
    for x in (0.02, 2.5, 61.0):
        with mp.workdps(50):
            in_x = -1 - mp.diff(lambda t: mp.log(mp.besselk(order, t)), x)
            in_order = mp.diff(lambda n, x=x: mp.log(mp.besselk(n, x)), order) if order else 0
        with mp.workdps(20):
            assert abs(bessel.excess(mp.mpf(order), mp.mpf(x)) / in_x - 1) < 1e-18
            assert abs(bessel.order(mp.mpf(order), mp.mpf(x)) - in_order) <= 1e-17 * abs(in_order)
