"""Values that are exact: at zeros, infinities, nan and outside the domain."""

from __future__ import annotations

from math import copysign, inf, isnan, log, nan
from types import ModuleType

import numpy as np
import pytest

from derive import primitives
from tests.primitives.arguments import PAIRS

LEAST = 5e-324

EXACT: dict[str, dict[float, float]] = {
    "exp": {0.0: 1.0, LEAST: 1.0, inf: inf, -inf: 0.0, 710.0: inf, -746.0: 0.0, -745.13: LEAST},
    "expm1": {0.0: 0.0, LEAST: LEAST, -LEAST: -LEAST, inf: inf, -inf: -1.0, 710.0: inf},
    "log": {0.0: -inf, 1.0: 0.0, inf: inf, -LEAST: nan, -1.0: nan, -inf: nan},
    "log1p": {0.0: 0.0, LEAST: LEAST, -1.0: -inf, inf: inf, -1.5: nan, -inf: nan},
    "softplus": {0.0: log(2.0), inf: inf, -inf: 0.0, 1e308: 1e308, -750.0: 0.0},
    "log1mexp": {
        0.0: -inf,
        inf: 0.0,
        750.0: 0.0,
        745.13: -LEAST,
        -LEAST: nan,
        -1.0: nan,
        -inf: nan,
    },
    "logistic": {0.0: 0.5, inf: 1.0, -inf: 0.0, 800.0: 1.0, -750.0: 0.0},
    "log_softplus": {inf: inf, -inf: -inf, -1e308: -1e308, -800.0: -800.0},
    "log1p_ratio": {0.0: 1.0, LEAST: 1.0, -1.0: inf, inf: 0.0, -1.5: nan, -inf: nan},
    "expm1_ratio": {0.0: 1.0, LEAST: 1.0, inf: inf, -inf: 0.0, 1e300: inf},
    "expm1_excess": {0.0: 0.5, LEAST: 0.5, inf: inf, -inf: 0.0, 1e300: inf},
    "expm1_lag": {0.0: 0.5, LEAST: 0.5, inf: inf, -inf: 0.0, 1e300: inf, -1e300: 0.0},
    "log1p_excess": {0.0: 0.5, LEAST: 0.5, -1.0: 1.0, inf: 0.0, -1.5: nan, -inf: nan},
    "log1p_remainder": {0.0: 1 / 6, LEAST: 1 / 6, -1.0: 0.5, inf: 0.0, -1.5: nan, -inf: nan},
    "mills": {inf: 0.0, -inf: inf, -38.0: inf, -1e300: inf},
    "hazard_excess": {inf: 0.0, -inf: inf, -38.0: 38.0, -1e300: 1e300, 1e300: 1e-300},
    "bessel_ratio": {0.0: 0.0, 2e-300: 1e-300, inf: 1.0, 1e300: 1.0},
    "bessel_lag": {0.0: 1.0, inf: 0.0},
    "log_i0e": {0.0: 0.0, 1e-300: -1e-300, inf: -inf},
    "log_ndtr": {inf: 0.0, 40.0: 0.0, -inf: -inf, -1e300: -inf},
    "sin": {0.0: 0.0, LEAST: LEAST, inf: nan, -inf: nan, 1e16: nan},
    "cos": {0.0: 1.0, LEAST: 1.0, inf: nan, -inf: nan, 1e16: nan},
    "tan": {0.0: 0.0, LEAST: LEAST, inf: nan, -inf: nan, 1e16: nan},
    "atan": {0.0: 0.0, LEAST: LEAST, inf: np.pi / 2, -inf: -np.pi / 2, 1.0: np.pi / 4},
    "tanh": {0.0: 0.0, LEAST: LEAST, inf: 1.0, -inf: -1.0, 1e300: 1.0},
    "sinh": {0.0: 0.0, LEAST: LEAST, inf: inf, -inf: -inf, 711.0: inf},
    "cosh": {0.0: 1.0, LEAST: 1.0, inf: inf, -inf: inf, -711.0: inf},
    "asinh": {0.0: 0.0, LEAST: LEAST, inf: inf, -inf: -inf},
    "hypot1": {0.0: 1.0, LEAST: 1.0, inf: inf, -inf: inf, -1e300: 1e300},
    "lorentz": {0.0: 0.0, LEAST: LEAST, 1.0: 0.5, inf: 0.0, -inf: 0.0, 1e300: 1e-300},
    "atanh_excess": {0.0: 1 / 3, LEAST: 1 / 3, 1.0: inf, -1.0: inf, 1.5: nan, inf: nan},
    "softplus_quotient": {0.0: 2 * log(2.0), inf: inf, -inf: 1.0, 1e308: 1e308, -750.0: 1.0},
    "softplus_excess": {0.0: 2 * log(2.0), inf: 0.0, -inf: inf, -1e308: 1e308, 800.0: 0.0},
    "gumbel_quotient": {inf: 0.0, -inf: inf, -1e308: 1e308, 800.0: 0.0},
    "digamma_excess": {inf: 0.0},
    "digamma_half": {inf: 0.0},
    "stirling": {inf: 0.0, 0.0: inf},
    "stirling_slope": {inf: 0.0},
    "lgamma1p": {0.0: 0.0, 1.0: 0.0, inf: inf},
    "ndtri": {0.0: -inf, 0.5: 0.0, 1.0: inf, -LEAST: nan, 1.5: nan, -inf: nan, inf: nan},
    "ndtri_offset": {0.0: 0.0, 0.5: inf, -0.5: -inf, 0.75: nan, -0.75: nan, inf: nan, -inf: nan},
    "ndtri_exp": {0.0: inf, -inf: -inf, LEAST: nan, 1.0: nan, inf: nan},
    "wrap": {0.0: 0.0, LEAST: LEAST, 3.0: 3.0, inf: nan, -inf: nan, 1e16: nan},
    "gaussian_moment": {0.0: 1.0, LEAST: 1.0, inf: nan},
    "ndtr_quotient": {inf: 0.0, -inf: inf, -1e300: 5e299, 1e300: 1e-300},
}

ODD = ("expm1", "log1p", "sin", "tan", "atan", "tanh", "sinh", "asinh", "ndtri_offset")
UNARY = [name for name in primitives.names() if name not in PAIRS]


def same(a: float, b: float) -> bool:
    return (isnan(a) and isnan(b)) or a == b


def run(module: ModuleType, name: str, *points: list[float]) -> list[float]:
    values = np.empty(len(points[0]))
    getattr(module, f"loop_{name}")(*map(np.array, points), values)
    found: list[float] = values.tolist()
    return found


@pytest.mark.parametrize("name", UNARY)
def test_exact_values(compiled: ModuleType, name: str) -> None:
    expected = EXACT[name]
    values = run(compiled, name, list(expected))
    wrong = {
        t: value
        for (t, true), value in zip(expected.items(), values, strict=True)
        if not same(value, true)
    }
    assert not wrong, f"{name} is wrong at {wrong}"


@pytest.mark.parametrize("name", UNARY)
def test_nan_stays_nan(compiled: ModuleType, name: str) -> None:
    assert isnan(run(compiled, name, [nan])[0])


@pytest.mark.parametrize("name", ODD)
def test_the_sign_of_zero_is_kept(compiled: ModuleType, name: str) -> None:
    signs = [copysign(1.0, value) for value in run(compiled, name, [0.0, -0.0])]
    assert signs == [1.0, -1.0]


@pytest.mark.parametrize("name", ["sin", "tan", "atan", "tanh", "sinh", "asinh"])
def test_odd_functions_are_odd_to_the_bit(compiled: ModuleType, name: str) -> None:
    points = np.random.default_rng(0).normal(0.0, 3.0, 500).tolist()
    assert run(compiled, name, points) == [-v for v in run(compiled, name, [-p for p in points])]


BASES = [0.0, LEAST, 0.5, 1.0, 2.0, 1e308, inf, nan]
EXPONENTS = [0.0, -0.0, LEAST, -LEAST, 0.5, 1.0, -1.0, 3.0, -3.0, 1e308, -1e308, inf, -inf, nan]


@pytest.mark.parametrize("base", BASES)
def test_powers_follow_ieee(compiled: ModuleType, base: float) -> None:
    """C's pow (IEEE 754, 9.2.1) for x >= 0, to an ulp; where it is 0, 1, inf or nan, exactly."""
    values = run(compiled, "power", [base] * len(EXPONENTS), EXPONENTS)
    with np.errstate(all="ignore"):
        expected = np.power(base, np.array(EXPONENTS))
    np.testing.assert_array_max_ulp(np.nan_to_num(values), np.nan_to_num(expected), 1)
    assert [isnan(v) for v in values] == np.isnan(expected).tolist()


@pytest.mark.parametrize("exponent", [0.5, 2.0, -3.0, inf])
def test_powers_of_negative_numbers_are_refused(compiled: ModuleType, exponent: float) -> None:
    assert all(map(isnan, run(compiled, "power", [-LEAST, -2.0, -inf], [exponent] * 3)))


def test_negative_zero_counts_as_zero_in_powers(compiled: ModuleType) -> None:
    assert run(compiled, "power", [-0.0, -0.0], [2.5, -2.5]) == [0.0, inf]
