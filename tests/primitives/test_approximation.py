"""Polynomials derived at generation time."""

from __future__ import annotations

from math import factorial

import pytest
from mpmath import mp, mpf

from derive.approximation import chebyshev, parts


def value(coefficients: tuple[float, ...], x: mpf) -> mpf:
    return mp.polyval([mpf(c) for c in reversed(coefficients)], x)


@pytest.mark.parametrize("degree", [4, 8, 12])
def test_the_error_is_that_of_the_best_polynomial(degree: int) -> None:
    """For e^x on [-1, 1] the least error is 2^-n/(n + 1)! to first order (Bernstein)."""
    coefficients = chebyshev(mp.exp, -1, 1, degree)
    points = [mpf(k) / 200 for k in range(-200, 201)]
    worst = max(abs(value(coefficients, x) - mp.exp(x)) for x in points)
    assert worst <= 2 * mpf(2) ** -degree / factorial(degree + 1) + mpf(2) ** -52


def test_a_polynomial_is_found_again_on_any_interval() -> None:
    assert chebyshev(lambda x: 1 - 3 * x + 5 * x**3, 2, 7, 5) == pytest.approx(
        (1.0, -3.0, 0.0, 5.0, 0.0, 0.0), rel=0, abs=1e-30
    )


def test_parts_add_up() -> None:
    high, middle, low = parts(lambda: +mp.pi, 3)
    with mp.workdps(60):
        assert abs(mpf(high) + mpf(middle) + mpf(low) - mp.pi) < mpf(2) ** -155
    assert high == 3.141592653589793
