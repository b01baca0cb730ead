"""Borders: where one regime, or one cell, hands over to the next, both give the same value.

Borders are found, not listed: along random lines in the space of the arguments' logarithms, where
the code by which elements are sorted changes, to neighbouring doubles. Half of the lines cross the
whole domain, half of them the part in which most borders lie.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np
import pytest

from tests.roots.generated import Array, Generated

EPS = 2.0**-52
#: Lines through each box.
LINES, STEPS, HALVINGS = 1500, 64, 60


Box = tuple[tuple[float, ...], tuple[float, ...]]


@dataclass(frozen=True)
class Chart:
    """A root's arguments as functions of coordinates, and boxes of these: lowest and highest.

    ``apart`` is how far regimes differed at most, in eps, on some 20 000 lines. Beta's differ most
    right of the root of the score, where a sum of ten shifts meets a continued fraction: each is
    within 15 eps of the oracle there, and six other places of the border were no better.
    """

    rate: Generated
    place: Callable[..., tuple[Array, ...]]
    apart: float
    boxes: tuple[Box, ...]

    @property
    def bound(self) -> float:
        """With the headroom that budgets have for other processors."""
        return 1.25 * self.apart + 1.0


def interval(logit: Array) -> tuple[Array, Array]:
    """x on (0, 1) and 1 - x."""
    small = 1 / (1 + np.exp(np.abs(logit)))
    return np.where(logit < 0, small, 1 - small), np.where(logit < 0, 1 - small, small)


CHARTS = {
    "gamma": Chart(
        Generated("gamma_rate"), lambda u, a: (np.exp(u), np.exp(a)), 6.0,
        (((-5.0, -4.0), (7.0, 8.0)), ((-9.0, -9.3), (9.0, 18.5))),
    ),
    "beta": Chart(
        Generated("beta_rate"), lambda u, a, b: (*interval(u + a - b), np.exp(a), np.exp(b)), 23.0,
        (((-6.0, -5.0, -5.0), (6.0, 8.0, 8.0)), ((-12.0, -7.0, -7.0), (12.0, 13.9, 13.9))),
    ),
    "t": Chart(
        Generated("t_rate"), lambda u, df: (np.exp(u + df / 2), np.exp(df)), 3.0,
        (((-3.0, -4.0), (40.0, 7.0)), ((-9.0, -9.3), (60.0, 18.5))),
    ),
    "vonmises": Chart(
        Generated("vonmises_rate"), lambda u, kappa: (np.pi * interval(u)[0], np.exp(kappa)), 3.0,
        (((-6.0, -5.0), (8.0, 8.0)), ((-20.0, -9.3), (30.0, 18.5))),
    ),
}  # fmt: skip


@cache
def handovers(name: str) -> tuple[list[Array], list[Array], Array, Array]:
    """Neighbouring points of different codes, and those codes."""
    chart, random = CHARTS[name], np.random.default_rng(5)
    ends = [
        np.hstack([random.uniform(*box, (LINES, len(box[0]))).T for box in chart.boxes])
        for _ in range(2)
    ]
    count = ends[0].shape[1]

    def at(line: Array, share: Array) -> list[Array]:
        point = chart.place(*(a[line] + share * (b - a)[line] for a, b in zip(*ends, strict=True)))
        return [np.ascontiguousarray(p) for p in point]

    shares = np.linspace(0.0, 1.0, STEPS)
    line = np.repeat(np.arange(count), STEPS)
    codes = chart.rate.codes(*at(line, np.tile(shares, count))).reshape(count, STEPS)
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
    before, after, left, right = handovers(name)
    for first, second in sorted(set(zip(left.tolist(), right.tolist(), strict=True))):
        here = (left == first) & (right == second)
        for points in (before, after):
            columns = [np.ascontiguousarray(p[here]) for p in points]
            values = [chart.rate.by_code(c, *columns) for c in (first, second)]
            apart = np.abs(values[0] / values[1] - 1) / EPS
            worst = int(np.argmax(apart))
            assert apart[worst] <= chart.bound, (first, second, [float(c[worst]) for c in columns])


@pytest.mark.parametrize("name", sorted(CHARTS))
def test_every_regime_has_a_border(name: str) -> None:
    """The lines reach them all: none is left untested."""
    chart = CHARTS[name]
    _, _, left, right = handovers(name)
    met = {*left.tolist(), *right.tolist()}
    missed = [r.name for r in chart.rate.regimes() if met.isdisjoint(range(r.start, r.stop))]
    assert not missed
