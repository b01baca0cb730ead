"""Tables: a root with fixed parameters, against the root itself, wherever an element lies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from itertools import product
from typing import Any

import numpy as np
import pytest
from numba import njit
from phidot import _cells, _lanes
from phidot._jit import OPTIONS
from phidot._root import STRETCH
from phidot._table import build
from scipy import stats

from tests.roots.generated import BLOCK, Array, Generated

EPS = 2.0**-52
#: In eps times the condition; the regimes themselves stay below about half of it.
BOUND = 16.0


@dataclass(frozen=True)
class Line:
    """A root along its axis: ``place`` gives its variates at a coordinate and parameters."""

    rate: Generated
    place: Callable[..., tuple[Array, ...]]
    law: Any
    shapes: tuple[tuple[float, ...], ...]

    @property
    def root(self) -> Any:
        return self.rate.module.root

    def with_fixed(self, s: Array, shapes: tuple[float, ...]) -> Array:
        out = np.empty(s.size)
        self.root.with_fixed(self.place(s, *shapes), shapes, out)
        return out

    def general(self, s: Array, shapes: tuple[float, ...]) -> Array:
        columns = (np.full(s.size, p) for p in shapes)
        return self.rate.block(*self.place(s, *shapes), *columns, np.empty(s.size))

    def table_alone(self, s: Array, shapes: tuple[float, ...]) -> Array:
        """nan beyond the table."""
        out, (coordinates, rates) = np.empty(s.size), np.empty((2, STRETCH))
        table = build(self.root._axis, self.root, shapes)
        assert table is not None
        arguments = (*table, *self.place(s, *shapes), *shapes, coordinates, rates, out)
        missing = self.rate.module._table_loop(*arguments)
        assert missing == np.isnan(out).sum()
        return out


def on_the_interval(s: Array, a: float, b: float) -> tuple[Array, Array]:
    odds = np.exp(s) * (a / b)
    return odds / (1 + odds), 1 / (1 + odds)


SHAPES = (0.04, 0.3, 0.46, 1.0, 3.2, 15.0, 700.0, 1e6)
LINES = {
    "gamma": Line(
        Generated("gamma_rate"), lambda s, a: (np.exp(s) * (a + 0.25),), stats.gamma,
        tuple((a,) for a in (1e-4, *SHAPES, 1e12, 1e20)),
    ),
    "beta": Line(
        Generated("beta_rate"), on_the_interval, stats.beta,
        tuple((a, b) for a in SHAPES for b in (0.05, 0.6, 2.5, 40.0, 1e5)),
    ),
}  # fmt: skip


def coordinates(shapes: tuple[float, ...]) -> Array:
    """Within the law, beside it, and far out."""
    random = np.random.default_rng(50)
    spread = min(1.0, sum(1 / p for p in shapes) ** 0.5)
    parts = random.uniform(-9, 9, 1500) * spread, random.uniform(-60, 60, 400)
    return np.concatenate([*parts, random.uniform(-690, 6, 100), [0.0]])


@pytest.mark.parametrize("name", sorted(LINES))
def test_the_table_is_the_root(name: str) -> None:
    line, step = LINES[name], 2.0**-20
    for shapes in line.shapes:
        s = coordinates(shapes)
        got, wanted, beside = (
            line.with_fixed(s, shapes), line.general(s, shapes), line.general(s + step, shapes),
        )  # fmt: skip
        condition = np.maximum(1.0, np.abs(beside / wanted - 1) / step)
        apart = np.abs(got / wanted - 1) / condition / EPS
        worst = int(np.argmax(apart))
        assert apart[worst] < BOUND, (shapes, s[worst])


@pytest.mark.parametrize("name", sorted(LINES))
@pytest.mark.parametrize("tail", [1e-6, 1e-4, 0.01, 0.3])
def test_it_covers_the_law(name: str, tail: float) -> None:
    """Elements that the table lacks are slow, not wrong; there must be few."""
    line = LINES[name]
    for shapes in line.shapes:
        if not all(0.25 < p < 1e7 for p in shapes):
            continue
        z = np.array([line.law.ppf(tail, *shapes), line.law.isf(tail, *shapes)])
        if name == "gamma":
            s = np.log(z / (shapes[0] + 0.25))
        else:
            upper = np.array([line.law.isf(p, *shapes[::-1]) for p in (tail, 1 - tail)])
            s = np.log(z / upper * shapes[1] / shapes[0])
        assert np.isfinite(line.table_alone(s, shapes)).all(), shapes


@pytest.mark.parametrize("name", sorted(LINES))
def test_a_result_depends_on_the_element_alone(name: str) -> None:
    line = LINES[name]
    shapes = line.shapes[4]
    s = np.resize(coordinates(shapes), BLOCK)
    whole = line.with_fixed(s, shapes)
    for start, stop in ((0, 1), (3, 34), (500, 1025), (1, BLOCK), (BLOCK - 1, BLOCK)):
        part = line.with_fixed(s[start:stop], shapes)
        np.testing.assert_array_equal(part, whole[start:stop])


@pytest.mark.parametrize("permutes", [False, True])
def test_cells_on_every_processor(monkeypatch: pytest.MonkeyPatch, permutes: bool) -> None:
    """A row's numbers loaded one by one, and permuted, are the same numbers."""
    has = _lanes.has_permutation

    def pretend(context: Any) -> bool:
        return permutes and has(context)

    monkeypatch.setattr(_lanes, "has_permutation", pretend)
    random = np.random.default_rng(51)
    borders = np.cumsum(random.uniform(0.1, 1.0, 17))
    middles = (borders[:-1] + borders[1:]) / 2
    powers = random.integers(-8, 8, (5, 16)).astype(float)
    # Sixteenths of small numbers: every step is exact, so NumPy's polynomial has the same bits.
    borders, middles = np.round(borders * 16) / 16, np.round(middles * 16) / 16
    edges = np.concatenate([borders, borders[:-1] + 1 / 16, [0.0, -np.inf, np.inf, np.nan, 99.0]])
    s = np.resize(edges, 64)
    out = np.empty(64)
    table = np.vstack([borders[:-1], middles, powers])
    njit(**OPTIONS)(_cells.sum_cells)(table, borders[-1], s, out, s.size)
    cells = np.clip(np.searchsorted(borders, s, side="right") - 1, 0, 15)
    wanted = [
        np.polyval(powers[:, c], x - middles[c]) if borders[0] <= x <= borders[-1] else np.nan
        for c, x in zip(cells, s, strict=True)
    ]
    np.testing.assert_array_equal(out, wanted)


@pytest.mark.parametrize(
    ("function", "shapes"),
    [
        *product(("dz_da", "gradient"), [(3.2,), (0.05,), (200.0,)]),
        *product(("dz_da", "dz_db"), [(0.7, 4.0), (300.0, 2.0)]),
    ],
)
def test_one_loop_gives_the_bits_of_the_stages(function: str, shapes: tuple[float, ...]) -> None:
    """With elements that the table lacks, and without."""
    random, loc, scale = np.random.default_rng(52), -0.2, 1.5
    family = import_module(f"phidot.{'gamma' if len(shapes) == 1 else 'beta'}")
    law = random.gamma(*shapes, size=9000) if len(shapes) == 1 else random.beta(*shapes, size=9000)
    kernel = getattr(family, function)
    staged = kernel._fixed
    assert staged._loops[-1] is not None
    for others in ([], [0.0, -1.0, 1.0, 2.0, 1e300, np.inf, np.nan]):
        z = loc + scale * np.concatenate([law, others])
        got = kernel(z, *shapes, loc, scale)
        loops = staged._loops
        staged._loops = (*loops[:2], None)
        try:
            wanted = kernel(z, *shapes, loc, scale)
        finally:
            staged._loops = loops
        np.testing.assert_array_equal(np.atleast_2d(got), np.atleast_2d(wanted))
