"""Polynomials in two variables."""

from __future__ import annotations

from typing import Any

import pytest
from mpmath import mp, mpf

from derive.continuity import surface


def smooth(x: Any, y: Any) -> Any:
    return mp.exp(x / 2) / (3 + y)


def grid(size: int) -> surface.Matrix:
    at = surface.points(size)
    return [[smooth(x, y) for y in at] for x in at]


def test_it_meets_the_tolerance_between_the_points() -> None:
    with mp.workdps(40):
        series = surface.transform(grid(24))
        counts = surface.staircase([series], 1e-12)
        # x = (s - 1)/2 and y = 4 r
        rows = surface.powers(series, counts, (mpf(-1) / 2, mpf(1) / 2), (mpf(0), mpf(4)))
        assert [len(row) for row in rows] == counts
        for k in range(50):
            x, y = mp.cos(k), mp.cos(k * k + 1)
            s, r = 2 * x + 1, y / 4
            value = mp.fsum(
                c * s**i * r**j for i, row in enumerate(rows) for j, c in enumerate(row)
            )
            assert abs(value - smooth(x, y)) < 30 * 1e-12


def test_too_few_points_are_refused() -> None:
    with mp.workdps(40), pytest.raises(ArithmeticError, match="8 points do not resolve"):
        surface.staircase([surface.transform(grid(8))], 1e-20)


def test_the_text_sums_what_flatten_lists() -> None:
    rows = [[1.0, 2.0, 3.0], [4.0, 5.0]]
    text = surface.sum_powers("total", "x", surface.entries([3, 2], "y"))
    names: dict[str, Any] = {
        "ROW": surface.flatten(rows), "x": 3.0, "y": 7.0, "fma": lambda a, b, c: a * b + c,
    }  # fmt: skip
    exec(text, names)
    assert names["total"] == 1 + 2 * 7 + 3 * 49 + 3 * (4 + 5 * 7)
