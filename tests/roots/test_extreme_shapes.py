"""Shapes far outside the stated domain: the limit of the law, or nan; never another number.

For shapes that tend to 0 the truth is the law's own limit, to first order: for gamma
1 - F = a E_1(z), for t F - 1/2 = (df/2) asinh(z/sqrt(df)), for beta F = (b + a b log(z/(1 - z)))/n,
for von Mises 2 pi F = pi + z + kappa sin z. For large shapes it is the oracle's integral.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

import numpy as np
import pytest
from mpmath import mp

from derive.catalogue import load
from derive.oracle import ball, balls

EPS = 2.0**-52
BOUND = 8.0
#: Down to the least double; above LEAST a number is due, below it nan is as good.
TINY = (1e-20, 3e-100, 1e-200, 2e-300, 1e-305, 1e-306, 1e-308, 1e-310, 5e-324)
LEAST = 1e-300
SMALLEST, LARGEST = mp.mpf("1e-300"), mp.mpf("1.79e308")

Shapes = tuple[float, ...]


def in_every_way(name: str, parameter: str, z: float, shapes: Shapes, scale: float) -> list[float]:
    """The velocity with arrays, with numbers, by ``at`` and by the scalar function."""
    module = import_module(f"phidot.{name}")
    velocity = getattr(module, f"dz_d{parameter}")
    more = (0.0, scale)
    fixed = module.at(**dict(zip(module.parameters, shapes, strict=False)))
    return [
        velocity(np.array([z]), *(np.array([s]) for s in shapes), *more)[0],
        velocity(np.full(3, z), *shapes, *more)[0],
        getattr(fixed, f"dz_d{parameter}")(z, *more),
        velocity.jit(z, *shapes, *more),
        getattr(module.gradient(np.full(2, z), *shapes, *more), parameter)[1],
    ]


def check(got: list[float], exact: Any, due: bool, what: object) -> None:
    for value in got:
        if np.isnan(value):
            assert not due, (what, exact)
        elif abs(exact) > LARGEST:
            assert abs(value) == np.inf, (what, value)
        elif abs(exact) > SMALLEST:
            assert np.isfinite(value), (what, exact)
            assert abs(value / exact - 1) <= BOUND * EPS, (what, value, exact)


def scaled_tail(y: Any) -> Any:
    """e^y E_1(y), which is -a F_a/(y p) of gamma(a) at y for a -> 0 (DLMF 8.4.15, 8.7.3)."""
    return mp.exp(y) * mp.e1(y)


def t_limit(z: Any, df: Any) -> Any:
    s = z / mp.sqrt(df)
    return (s / 2 - mp.sqrt(1 + s * s) * mp.asinh(s)) / mp.sqrt(df)


GAMMA_Z = (1e-300, 1e-200, 1e-10, 0.3, 0.9, 7.0, 300.0, 1e8, 1e300)
TO_ZERO: dict[tuple[str, str], tuple[Callable[..., Any], tuple[float, ...]]] = {
    ("gamma", "a"): (lambda z, a: z * scaled_tail(z) / a, GAMMA_Z),
    ("erlang", "a"): (lambda z, a: z * scaled_tail(z) / a, GAMMA_Z),
    ("chi2", "df"): (lambda z, df: z * scaled_tail(z / 2) / df, GAMMA_Z),
    ("chi", "df"): (lambda z, df: z * scaled_tail(z * z / 2) / (2 * df), (1e-100, 0.2, 3.0, 40.0)),
    ("invgamma", "a"): (lambda z, a: -z * scaled_tail(1 / z) / a, GAMMA_Z[1:-1]),
    ("loggamma", "c"): (lambda z, c: scaled_tail(mp.exp(z)) / c, (-600.0, -40.0, 0.5, 5.0)),
    ("dgamma", "a"): (lambda z, a: z * scaled_tail(abs(z)) / a, (-0.3, 1e-200, 20.0)),
    ("t", "df"): (t_limit, (1e-300, 1e-150, -1e-8, 0.7, 1e10)),
    ("vonmises", "kappa"): (lambda z, kappa: -mp.sin(z), (1e-200, 0.3, -2.0, 3.0)),
}


@pytest.mark.parametrize(("name", "parameter"), TO_ZERO)
@pytest.mark.parametrize("scale", [1.0, 1e-10])
def test_a_shape_that_tends_to_zero(name: str, parameter: str, scale: float) -> None:
    limit, variates = TO_ZERO[name, parameter]
    for shape in TINY:
        for z in variates:
            # Scaling down rounds once; where it must not, the variate is that of the scaled law.
            x = z * scale
            with mp.workdps(30):
                exact = scale * mp.mpf(limit(mp.mpf(x) / mp.mpf(scale), mp.mpf(shape)))
                standard = abs(exact) / mp.mpf(scale) < LARGEST
            if name == "loggamma" and scale != 1.0:
                continue
            got = in_every_way(name, parameter, x, (shape,), scale)
            check(got, exact, shape >= LEAST and standard, (name, x, shape, scale))


@pytest.mark.parametrize("a", TINY)
@pytest.mark.parametrize("b", TINY)
def test_two_shapes_that_tend_to_zero(a: float, b: float) -> None:
    with mp.workdps(30):
        n = mp.mpf(a) + mp.mpf(b)
        for z in (1e-12, 0.5, 0.9):
            width = mp.mpf(z) * (1 - mp.mpf(z))
            for parameter, exact in (("a", width / (a * n)), ("b", -width / (b * n))):
                due = min(a, b) >= 1e-150
                got = in_every_way("beta", parameter, z, (a, b), 1.0)
                check(got, exact, due, ("beta", parameter, z, a, b))


LARGE = [
    ("gamma", "a", (1e9, 1e14, 1e40, 1e150, 1e300), lambda a, u: a * np.exp(u / np.sqrt(a))),
    ("t", "df", (1e9, 1e40, 1e140), lambda df, u: u),
    ("vonmises_line", "kappa", (1e9, 1e40, 1e100), lambda kappa, u: u / np.sqrt(kappa)),
    ("chi2", "df", (1e9, 1e40), lambda df, u: df * np.exp(u / np.sqrt(df))),
    ("loggamma", "c", (1e9, 1e15), lambda c, u: np.log(c) + u / np.sqrt(c)),
]


@pytest.mark.skipif(not ball.available(), reason="python-flint is not installed")
@pytest.mark.parametrize(("name", "parameter", "shapes", "place"), LARGE)
def test_a_large_shape(
    name: str, parameter: str, shapes: Shapes, place: Callable[..., float]
) -> None:
    family, answered = load(name), 0
    for shape in shapes:
        for u in (-30.0, -1.3, 0.4, 5.0):
            z = float(place(shape, u))
            exact = balls.velocity(family, parameter, z, {parameter: shape})
            if exact is not None:
                answered += 1
                check(in_every_way(name, parameter, z, (shape,), 1.0), exact, True, (z, shape))
    assert answered >= len(shapes)
