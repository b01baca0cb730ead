"""Kernels of Bessel's K, by their definitions, through the family that calls them."""

from __future__ import annotations

import numpy as np
import pytest
from mpmath import mp
from phidot import genhyperbolic as kernels

ORDERS = (0.0, 1e-9, 0.3, -0.5, 1.0, 2.5, -7.0, 31.0, 400.0)
ARGUMENTS = (1e-6, 1e-3, 0.2, 1.0, 17.0, 1e3, 1e8)


@pytest.mark.parametrize("order", ORDERS)
def test_the_logarithm(order: float) -> None:
    for x in ARGUMENTS:
        with mp.workdps(40):
            exact = mp.log(mp.besselk(order, x)) + x
        got = kernels.log_besselk(order, x)
        assert abs(got - exact) < 4e-15 * max(1.0, abs(exact), abs(order) * np.log(1 + 1 / x))


@pytest.mark.parametrize("order", ORDERS)
def test_the_derivative_in_the_argument(order: float) -> None:
    for x in ARGUMENTS:
        with mp.workdps(60):
            exact = -1 - mp.diff(lambda t: mp.log(mp.besselk(order, t)), mp.mpf(x))
        assert abs(kernels.besselk_excess(order, x) / exact - 1) < 1e-13


@pytest.mark.parametrize("order", [n for n in ORDERS if abs(n) > 0.1])
def test_the_derivative_in_the_order(order: float) -> None:
    for x in ARGUMENTS:
        with mp.workdps(50):
            exact = mp.diff(lambda n, x=x: mp.log(mp.besselk(n, x)), mp.mpf(order))
        assert abs(kernels.besselk_order(order, x) / exact - 1) < 1e-13
