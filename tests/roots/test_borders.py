"""Borders: where one regime, or one cell, hands over to the next, both give the same value.

Borders are found, not listed: along random lines in the plane of the arguments' logarithms, where
the code by which elements are sorted changes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pytest

from tests.roots.generated import Array, Generated

EPS = 2.0**-52
BOUND = 16.0
LINES, STEPS, HALVINGS = 400, 64, 60


@dataclass(frozen=True)
class Chart:
    """A root's arguments as functions of coordinates, which lie between ``low`` and ``high``."""

    rate: Generated
    place: Callable[..., tuple[Array, ...]]
    low: tuple[float, ...]
    high: tuple[float, ...]


def interval(logit: Array) -> tuple[Array, Array]:
    """x on (0, 1) and 1 - x."""
    small = 1 / (1 + np.exp(np.abs(logit)))
    return np.where(logit < 0, small, 1 - small), np.where(logit < 0, 1 - small, small)


CHARTS = {
    "gamma": Chart(
        Generated("gamma_rate"), lambda u, a: (np.exp(u), np.exp(a)), (-5.0, -4.0), (7.0, 8.0)
    ),
    "beta": Chart(
        Generated("beta_rate"), lambda u, a, b: (*interval(u + a - b), np.exp(a), np.exp(b)),
        (-6.0, -5.0, -5.0), (6.0, 8.0, 8.0),
    ),
    "t": Chart(
        Generated("t_rate"), lambda u, df: (np.exp(u + df / 2), np.exp(df)),
        (-3.0, -4.0), (40.0, 7.0),
    ),
    "vonmises": Chart(
        Generated("vonmises_rate"), lambda u, kappa: (np.pi * interval(u)[0], np.exp(kappa)),
        (-6.0, -5.0), (8.0, 8.0),
    ),
}  # fmt: skip


def handovers(chart: Chart) -> tuple[list[Array], list[Array], Array, Array]:
    """Neighbouring points of different codes, and those codes."""
    random = np.random.default_rng(5)
    ends = [random.uniform(chart.low, chart.high, (LINES, len(chart.low))).T for _ in range(2)]

    def at(line: Array, share: Array) -> list[Array]:
        point = chart.place(*(a[line] + share * (b - a)[line] for a, b in zip(*ends, strict=True)))
        return [np.ascontiguousarray(p) for p in point]

    shares = np.linspace(0.0, 1.0, STEPS)
    line = np.repeat(np.arange(LINES), STEPS)
    codes = chart.rate.codes(*at(line, np.tile(shares, LINES))).reshape(LINES, STEPS)
    line, step = np.nonzero(np.diff(codes, axis=1))
    low, high, first = shares[step], shares[step + 1], codes[line, step]
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        same = chart.rate.codes(*at(line, middle)) == first
        low, high = np.where(same, middle, low), np.where(same, high, middle)
    before, after = at(line, low), at(line, high)
    return before, after, chart.rate.codes(*before), chart.rate.codes(*after)


@pytest.mark.parametrize("name", sorted(CHARTS))
def test_neighbours_agree(name: str) -> None:
    chart = CHARTS[name]
    before, after, left, right = handovers(chart)
    for first, second in sorted(set(zip(left.tolist(), right.tolist(), strict=True))):
        here = (left == first) & (right == second)
        for points in (before, after):
            columns = [np.ascontiguousarray(p[here]) for p in points]
            values = [chart.rate.by_code(c, *columns) for c in (first, second)]
            apart = np.abs(values[0] / values[1] - 1) / EPS
            worst = int(np.argmax(apart))
            assert apart[worst] <= BOUND, (first, second, [float(c[worst]) for c in columns])


@pytest.mark.parametrize("name", sorted(CHARTS))
def test_every_regime_has_a_border(name: str) -> None:
    """The lines reach them all: none is left untested."""
    chart = CHARTS[name]
    _, _, left, right = handovers(chart)
    met = {*left.tolist(), *right.tolist()}
    missed = [r.name for r in chart.rate.regimes() if met.isdisjoint(range(r.start, r.stop))]
    assert not missed
