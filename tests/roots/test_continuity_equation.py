"""Mass is conserved: v_z + s + v l_z = 0 of the emitted kernels, s the score and l log p.

No cdf, no quadrature and nothing of the derivation enters: v_z is a difference of the kernel.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

import numpy as np
import pytest
from mpmath import mp
from sympy import lambdify

from derive.catalogue import load
from derive.family import Family

COUNT = 600
#: The largest logit of z for which z + h, h being STEP (1 - z), is a double.
RIGHTMOST = 25.0
BOUND = 1e-9
#: A step of the differences, as a part of the length over which a velocity varies.
STEP = 1e-3

Array = np.ndarray[Any, Any]
Draw = tuple[Array, tuple[Array, ...], Array]


def spread(random: np.random.Generator, low: float, high: float) -> Array:
    """Magnitudes between these."""
    return 10.0 ** random.uniform(np.log10(low), np.log10(high), COUNT)


def draw_gamma(random: np.random.Generator) -> Draw:
    a = spread(random, 1e-4, 1e8)
    around = a * np.exp(3 * random.standard_normal(COUNT) / np.sqrt(1 + a))
    z = np.where(random.random(COUNT) < 0.6, around, spread(random, 1e-300, 1e4))
    return z, (a,), z


def draw_beta(random: np.random.Generator) -> Draw:
    a, b = spread(random, 1e-3, 1e6), spread(random, 1e-3, 1e6)
    width = 3 * np.sqrt(1 / (1 + a) + 1 / (1 + b))
    around = np.log(a / b) + width * random.standard_normal(COUNT)
    left = -np.exp(random.uniform(0, np.log(600), COUNT))
    away = np.where(random.random(COUNT) < 0.5, left, random.uniform(-3, RIGHTMOST, COUNT))
    logit = np.where(random.random(COUNT) < 0.6, around, away)
    z = 1 / (1 + np.exp(-np.clip(logit, -600, RIGHTMOST)))
    return z, (a, b), np.minimum(z, 1 - z)


def draw_t(random: np.random.Generator) -> Draw:
    df = spread(random, 1e-6, 1e12)
    size = np.where(
        random.random(COUNT) < 0.7, spread(random, 1e-6, 1e6), spread(random, 1e-90, 1e90)
    )
    z = size * random.choice((-1.0, 1.0), COUNT)
    return z, (df,), np.sqrt(np.minimum(df, 1) + z * z)


def draw_vonmises_line(random: np.random.Generator) -> Draw:
    kappa = spread(random, 1e-4, 1e6)
    near = np.minimum(3.0, np.abs(random.standard_normal(COUNT)) * 3 / np.sqrt(kappa))
    way = random.integers(3, size=COUNT)
    z = np.choose(way, (near, np.pi - near, random.uniform(0, 3.1, COUNT)))
    z = np.clip(z, 1e-6, 3.141592)
    return z, (kappa,), np.minimum(1.0, np.minimum(np.pi - z, z) + 1 / np.sqrt(1 + kappa))


DRAWS: dict[str, Callable[[np.random.Generator], Draw]] = {
    "gamma": draw_gamma, "beta": draw_beta, "t": draw_t, "vonmises_line": draw_vonmises_line,
}  # fmt: skip


def slope(velocity: Callable[..., Array], z: Array, shapes: tuple[Array, ...], h: Array) -> Array:
    """v_z, by differences of fourth order (Abramowitz and Stegun 25.3.6)."""
    near = velocity(z + h, *shapes) - velocity(z - h, *shapes)
    far = velocity(z + 2 * h, *shapes) - velocity(z - 2 * h, *shapes)
    return (8 * near - far) / (12 * h)


def law(family: Family, parameter: str) -> Callable[..., tuple[float, float]]:
    """The score and l_z at a point, of the density that the family states."""
    assert family.log_density is not None
    symbols = [family.variable, *(p.symbol for p in family.parameters)]
    by = next(p.symbol for p in family.parameters if p.name == parameter)
    pair = lambdify(
        symbols, [family.log_density.diff(by), family.log_density.diff(symbols[0])], "mpmath"
    )

    def at(*point: float) -> tuple[float, float]:
        with mp.workdps(40):
            s, l_z = pair(*map(mp.mpf, point))
            return float(s), float(l_z)

    return at


@pytest.mark.parametrize(
    ("name", "parameter"),
    [("gamma", "a"), ("beta", "a"), ("beta", "b"), ("t", "df"), ("vonmises_line", "kappa")],
)
def test_mass_is_conserved(name: str, parameter: str) -> None:
    z, shapes, length = DRAWS[name](np.random.default_rng(7))
    velocity = getattr(import_module(f"phidot.{name}"), f"dz_d{parameter}")
    # A power of two, so that z + h is exact.
    h = np.exp2(np.floor(np.log2(STEP * length)))
    at = law(load(name), parameter)
    s, l_z = np.array([at(*p) for p in zip(z, *shapes, strict=True)]).T
    v_z, carried = slope(velocity, z, shapes, h), velocity(z, *shapes) * l_z
    residual = np.abs(v_z + s + carried) / (np.abs(v_z) + np.abs(s) + np.abs(carried))
    worst = int(np.argmax(residual))
    assert residual[worst] < BOUND, (z[worst], [p[worst] for p in shapes])
