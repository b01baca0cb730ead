"""Polynomials in two variables: what is fitted is what the text evaluates."""

from __future__ import annotations

from math import exp
from typing import Any

import pytest
from mpmath import mp

from derive.roots._tensor import Patch, fit, text
from derive.roots._tensor_basis import line

PATCHES = [
    Patch(lambda u, s: mp.exp(u * s), (0.0, 1.0), (0.5, 1.0)),
    Patch(lambda u, s: mp.exp(u * s), (1.0, 3.0), (0.5, 1.0)),
]


def evaluate(lengths: tuple[int, ...], row: tuple[float, ...], u: float, s: float) -> float:
    """The text, run by Python in float64."""
    names: dict[str, Any] = {"fma": lambda a, b, c: a * b + c, "ROW": row}
    names |= {"u": u * row[0] + row[1], "s": s * row[2] + row[3]}
    exec(text("value", lengths), names)
    found: float = names["value"]
    return found


@pytest.mark.parametrize("cell", [0, 1])
def test_the_text_evaluates_the_function(cell: int) -> None:
    with mp.workdps(30):
        tiles = fit(PATCHES, 20, 16)
    low, high = PATCHES[cell].u
    for share in (0.0, 0.3, 0.77, 1.0):
        u, s = low + share * (high - low), 1.0 - 0.4 * share
        got = evaluate(tiles.lengths, tiles.rows[cell], u, s)
        assert got == pytest.approx(exp(u * s), rel=2e-15)


def test_terms_that_do_not_matter_are_dropped() -> None:
    """A sum of a function of u and a linear one of s has one power of s, beside u^0 alone."""
    with mp.workdps(30):
        tiles = fit([Patch(lambda u, s: mp.exp(u) + s, (0.0, 1.0), (0.0, 1.0))], 16, 6)
    assert tiles.lengths[:2] == (2, 1)
    assert len(tiles.rows[0]) == 4 + sum(tiles.lengths)


def test_too_low_a_degree_is_refused() -> None:
    with mp.workdps(30):
        with pytest.raises(ArithmeticError, match=r"degrees 8, 16 .* raise them"):
            fit(PATCHES, 8, 16)
        with pytest.raises(ArithmeticError, match="degree 5 is too low"):
            line(mp.exp, (0.0, 2.0), 5)
