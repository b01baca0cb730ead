"""Closed forms far outside the ranges from which the samples of other tests are drawn.

The truth is the law as textbooks write it, differentiated numerically at hundreds of digits, or
the score integral of its density by a quadrature made for the point at hand.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

import numpy as np
import pytest
from mpmath import inf, mp, mpf
from scipy import stats

from derive.catalogue import load
from derive.oracle.law import cdf, sf

Law = Callable[..., Any]

DIGITS, STEP, QUADRATURE = 460, mpf(10) ** -60, 40
#: Units of eps, and of the condition number where that is larger than 1.
ALLOWED = 8.0
EPS = 2.0**-52


def tail(x: Any) -> Any:
    return mp.erfc(x / mp.sqrt(2)) / 2


def invgauss(z: Any, mu: Any) -> Any:
    root = mp.sqrt(z)
    return tail((1 - z / mu) / root) + mp.exp(2 / mu) * tail((1 + z / mu) / root)


def recipinvgauss(z: Any, mu: Any) -> Any:
    return 1 - invgauss(1 / z, mu)


def exponnorm(z: Any, k: Any) -> Any:
    return tail(-z) - mp.exp(1 / (2 * k**2) - z / k) * tail(1 / k - z)


def truncnorm(z: Any, a: Any, b: Any) -> Any:
    return (tail(a) - tail(z)) / (tail(a) - tail(b))


def crystalball(z: Any, beta: Any, m: Any) -> Any:
    power = m / (beta * (m - 1)) * mp.exp(-(beta**2) / 2)
    mass = power + mp.sqrt(2 * mp.pi) * tail(-beta)
    if z > -beta:
        return 1 - mp.sqrt(2 * mp.pi) * tail(z) / mass
    return power * (m / beta / (m / beta - beta - z)) ** (m - 1) / mass


def dpareto_lognorm(z: Any, u: Any, s: Any, a: Any, b: Any) -> Any:
    """Reed and Jorgensen 2004, section 2.2."""
    x = mp.log(z) - u
    up = mp.exp(a**2 * s**2 / 2 - a * x) * tail(a * s - x / s)
    down = mp.exp(b**2 * s**2 / 2 + b * x) * tail(b * s + x / s)
    return tail(-x / s) - (b * up - a * down) / (a + b)


POINTS: list[tuple[Law, tuple[float, ...], tuple[float, ...]]] = [
    (invgauss, (1e-3,), (1e-3, 1.1e-3, 2e-3)),
    (invgauss, (1e8,), (1e-2, 1.0, 1e6, 1e12)),
    (recipinvgauss, (2e-3,), (500.0, 480.0, 600.0)),
    (recipinvgauss, (1e7,), (1e-9, 1.0, 300.0)),
    (exponnorm, (1e-9,), (-20.0, 0.0, 3.0)),
    (exponnorm, (3e-3,), (-5.0, 1.0, 30.0)),
    (exponnorm, (1e9,), (-10.0, 0.0, 5.0, 1e10)),
    (truncnorm, (30.0, 31.0), (30.0 + 2**-40, 30.01, 30.5, 31 - 2**-40)),
    (truncnorm, (-31.0, -30.0), (-30.9, -30.001)),
    (truncnorm, (-50.0, -49.9), (-49.99, -49.91)),
    (truncnorm, (45.0, 70.0), (45.1, 50.0)),
    (truncnorm, (-1e-7, 2e-7), (0.0, 1e-7)),
    (truncnorm, (-60.0, 55.0), (-0.5, 3.0)),
    (truncnorm, (-1.0, inf), (-0.5, 2.0, 30.0)),
    (truncnorm, (40.0, inf), (40.0 + 2**-30, 41.0)),
    (truncnorm, (-inf, -45.0), (-45.5, -45.0 - 2**-30)),
    (truncnorm, (-inf, 1.0), (-20.0, 0.0, 0.9)),
    (crystalball, (1e-6, 3.0), (-1e9, -1.0, 0.0, 10.0)),
    (crystalball, (36.0, 1.5), (-1e3, -36.5, -35.9)),
    (crystalball, (1.0, 1 + 1e-9), (-1e3, -1.0, 0.5)),
    (crystalball, (1.0, 1e9), (-20.0, -1.5, 0.5)),
    (dpareto_lognorm, (0.5, 1e-3, 2.0, 3.0), (0.1, 1.65, 20.0)),
    (dpareto_lognorm, (0.5, 1e-2, 1e3, 3e3), (1.5, 1.65, 1.9)),
    (dpareto_lognorm, (-1.0, 5.0, 1e-3, 1e2), (1e-9, 1.0, 1e9)),
]


def lost(law: Law, shapes: tuple[float, ...]) -> int:
    """Digits by which the mass far to the left of 0 differs from 1."""
    if law is not truncnorm:
        return 0
    return max(int(mpf(x) ** 2 / 4) for x in shapes if mp.isfinite(x))


def velocity(law: Law, index: int, values: tuple[Any, ...]) -> Any:
    """-F_theta/F_z by central differences, where theta is the argument ``index``."""

    def slope(i: int) -> Any:
        step = STEP * abs(values[i] or 1)
        beside = [(*values[:i], values[i] + sign * step, *values[i + 1 :]) for sign in (1, -1)]
        return (law(*beside[0]) - law(*beside[1])) / (2 * step)

    return -slope(index) / slope(0)


def condition(law: Law, index: int, values: tuple[Any, ...], exact: Any) -> Any:
    """sum |x_i dv/dx_i|/|v|."""
    total = mpf(0)
    for i, x in enumerate(values):
        if x and mp.isfinite(x):
            moved = (*values[:i], x * (1 + mpf(10) ** -30), *values[i + 1 :])
            total += abs(velocity(law, index, moved) / exact - 1) * mpf(10) ** 30
    return total


@pytest.mark.parametrize(("law", "shapes", "line"), POINTS)
def test_the_law_differentiated(
    law: Law, shapes: tuple[float, ...], line: tuple[float, ...]
) -> None:
    module = import_module(f"phidot.{law.__name__}")
    names = [n for n in module.parameters if n not in ("loc", "scale")]
    for z in line:
        for i, (name, shape) in enumerate(zip(names, shapes, strict=True), 1):
            got = getattr(module, f"dz_d{name}")(z, *map(float, shapes))
            if not mp.isfinite(shape):
                assert got == 0.0
                continue
            with mp.workdps(DIGITS + lost(law, shapes)):
                values = tuple(map(mpf, (z, *shapes)))
                exact = velocity(law, i, values)
                if abs(exact) < 1e-290:
                    continue
                error = abs(got / exact - 1) / EPS
                if error > ALLOWED:
                    error /= max(1, condition(law, i, values, exact))
            assert error <= ALLOWED, f"dz_d{name} at {z}, {shapes}: {got}, error {error}"


def skewnorm(z: Any, a: Any) -> Any:
    return mp.log(mp.erfc(-a * z / mp.sqrt(2))) - z**2 / 2


def rice(z: Any, b: Any) -> Any:
    return mp.log(z) - (z**2 + b**2) / 2 + mp.log(mp.besseli(0, b * z))


@pytest.mark.parametrize(
    ("log_density", "shape", "z", "length"),
    [
        (skewnorm, 1e6, 1e-7, 1.0), (skewnorm, 1e6, -4e-6, -1e-6), (skewnorm, -1e4, 3e-4, 1e-4),
        (skewnorm, 1e-9, 3.0, 0.5), (skewnorm, 1e-9, -25.0, -0.05), (skewnorm, 0.0, -1.0, -1.0),
        (rice, 1e-8, 2.0, 0.5), (rice, 1e4, 10003.0, 0.5), (rice, 1e4, 9997.0, -0.5),
        (rice, 60.0, 0.01, -0.002),
    ],
)  # fmt: skip
def test_the_score_integrated(log_density: Law, shape: float, z: float, length: float) -> None:
    """From z outwards, in pieces of the length on which the density falls there."""
    module = import_module(f"phidot.{log_density.__name__}")
    got = getattr(module, f"dz_d{module.parameters[0]}")(z, shape)
    with mp.workdps(QUADRATURE):
        end = mpf(0) if log_density is rice and length < 0 else mpf(z) + 60 * mpf(length)
        places = [mpf(z) + (end - mpf(z)) * mpf(k) / 24 for k in range(25)]
        if log_density is skewnorm and z > 0 and shape > 1:
            places = sorted({*places, *(mpf(z) + k / mpf(shape) for k in range(1, 14))})

        def flow(t: Any) -> Any:
            drop = log_density(t, mpf(shape)) - log_density(mpf(z), mpf(shape))
            return mp.diff(lambda x: log_density(t, x), mpf(shape)) * mp.exp(drop)

        exact = mp.quad(flow, places)
    assert got == pytest.approx(float(exact), rel=1e-13)


def test_a_truncation_to_the_whole_line_moves_nothing() -> None:
    module = import_module("phidot.truncnorm")
    z = np.array([-30.0, 0.0, 2.0])
    gradient = module.gradient(z, -np.inf, np.inf)
    assert not gradient.a.any() and not gradient.b.any()
    assert np.array_equal(gradient.scale, z)


def test_a_truncation_needs_room() -> None:
    module = import_module("phidot.truncnorm")
    assert np.isnan(module.dz_da(1.0, 1.0, 1.0)) and np.isnan(module.dz_db(1.5, 2.0, 1.0))


@pytest.mark.parametrize("name", ["ksone", "kstwo"])
@pytest.mark.parametrize("n", [1, 2, 7, 60])
def test_kolmogorov_laws_are_those_of_scipy(name: str, n: int) -> None:
    law = getattr(stats, name)(n)
    for level in (1e-6, 0.1, 0.5, 0.9, 1 - 1e-6):
        point = {"n": n, "z": float(law.ppf(level))}
        with mp.workdps(30):
            assert float(cdf(load(name), point)) == pytest.approx(law.cdf(point["z"]), rel=1e-10)
            assert float(sf(load(name), point)) == pytest.approx(law.sf(point["z"]), rel=1e-10)
