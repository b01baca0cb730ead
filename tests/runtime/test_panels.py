"""Panels: what is smooth is met, what is not is left alone, and noise does not cut for ever."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from derive.runtime._curve import look_up
from derive.runtime._fit import Source
from derive.runtime._panels import FEWEST, PLACES, Panels, grow, is_missing, start

EPS = 2.0**-52


def build(
    function: Callable[[Any], Any], x: Any, coordinate: str = "asinh x", noise: float = 4.0
) -> tuple[Panels, Any, int]:
    """The panels for x, the polynomials there (nan where there are none), and the evaluations."""
    asked = 0

    def values(places: Any) -> Any:
        nonlocal asked
        asked += places.size
        return function(places)

    panels = grow(start(coordinate), x, coordinate, Source(values, lambda places: [], noise, noise))
    out, place = np.empty(x.size), np.empty(x.size, np.int64)
    assert not is_missing(panels, look_up(x, panels, out, place))
    return panels, out, asked


def crowd(*places: float) -> Any:
    return np.repeat(places, FEWEST)


def test_a_place_is_that_of_its_panel() -> None:
    x = np.array([-np.inf, -1e308, -2.0, -0.0, 0.0, 0.5, 1e308, np.inf, np.nan])
    panels, _, _ = build(np.cos, np.random.default_rng(0).normal(size=2000))
    place = np.empty(x.size, np.int64)
    counts = look_up(x, panels, np.empty(x.size), place)
    assert counts.sum() == x.size
    ends = np.append(panels.borders, np.inf)
    first, last = ends[place[:-1]], ends[place[:-1] + 1]
    assert (first <= x[:-1]).all() and (x[:-1] <= last).all()
    assert place[-1] == 0 and not panels.good[0]


@pytest.mark.parametrize("coordinate", PLACES)
def test_a_logarithm_is_met_in_every_coordinate(coordinate: str) -> None:
    w = np.random.default_rng(1).normal(size=4000) * 3.0
    x = np.clip(PLACES[coordinate](w), -1e6, 1e6)
    exact, slope = x * np.log1p(x * x), np.log1p(x * x) + 2.0 * x * x / (1.0 + x * x)
    _, out, asked = build(lambda y: y * np.log1p(y * y), x, coordinate)
    inside = ~np.isnan(out)
    assert inside.mean() > 0.75 and asked < 4000
    assert (np.abs(out - exact)[inside] <= 8 * EPS * np.abs(x * slope)[inside]).all()


@pytest.mark.parametrize("root", [0.0, 1e-9, 1e-3, 0.3, 2.0])
def test_a_zero_keeps_its_digits(root: float) -> None:
    """By the condition number: x v_x/v is x/(x - root)."""
    x = crowd(root - 1e-2, root - 1e-5, root + 1e-7, root + 1e-3, root + 0.2)
    _, out, _ = build(lambda y: (y - root) * np.exp(0.1 * y), x)
    exact = (x - root) * np.exp(0.1 * x)
    inside = ~np.isnan(out)
    assert inside.any()
    scale = np.maximum(np.abs(exact), np.abs(x) * np.exp(0.1 * x))
    assert (np.abs(out - exact)[inside] <= 8 * EPS * scale[inside]).all()


@pytest.mark.parametrize(
    "function", [lambda y: 1.0 + np.abs(y - 1.3), lambda y: 1.0 + (y > 1.3)], ids=["kink", "jump"]
)
def test_a_kink_and_a_jump_are_left_alone(function: Callable[[Any], Any]) -> None:
    x = np.random.default_rng(2).uniform(0.1, 4.0, 100_000)
    _, out, asked = build(function, x)
    inside = ~np.isnan(out)
    assert 0.95 < inside.mean() < 1.0 and asked < x.size / 20
    np.testing.assert_allclose(out[inside], function(x[inside]), rtol=16 * EPS)


def test_noise_is_averaged_when_known_and_refused_when_not() -> None:
    random = np.random.default_rng(3)

    def noisy(y: Any) -> Any:
        return np.exp(-y) * (1.0 + 100.0 * EPS * random.uniform(-1.0, 1.0, y.size))

    x = random.uniform(0.5, 4.0, 50_000)
    _, out, asked = build(noisy, x, noise=100.0)
    assert asked < 1000
    off = (out / np.exp(-x) - 1.0) / EPS
    assert np.abs(off).max() < 200.0 and np.sqrt(np.mean(off**2)) < 100.0 / np.sqrt(3.0)
    _, out, asked = build(noisy, x, noise=5.0)
    assert np.isnan(out).all()
    assert asked < x.size / 10


def test_what_has_no_value_is_closed_at_once() -> None:
    x = np.random.default_rng(4).normal(size=50_000)
    panels, out, asked = build(lambda y: np.full(y.size, np.nan), x)
    assert np.isnan(out).all() and not panels.good.any()
    assert asked < 1000
    again, _, _ = build(lambda y: np.full(y.size, np.nan), x)
    assert again.panels == panels.panels


def test_a_panel_does_not_depend_on_its_neighbours() -> None:
    x = np.random.default_rng(5).normal(size=20_000)
    whole, *_ = build(np.arctan, x)
    part, *_ = build(np.arctan, x[(x > 0.2) & (x < 0.3)])
    rows = {p.low: p.row.tobytes() for p in whole.panels if p.row is not None}
    found = [p for p in part.panels if p.row is not None]
    assert found and all(p.row is not None and rows[p.low] == p.row.tobytes() for p in found)
