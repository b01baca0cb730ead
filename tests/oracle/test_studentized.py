"""The law of the range of two normal variates, sqrt(2) |N|, is known in closed form."""

from __future__ import annotations

import pytest
from mpmath import mp

from derive.oracle import studentized

LEVEL, DIGITS = 3, 20


@pytest.mark.parametrize("place", [-160, -24, 0, 8, 16, 22, 26])
def test_range_of_two(place: int) -> None:
    """From a narrow range to one whose 1 - F is e^-166, which 1 - F must not lose."""
    with mp.workdps(DIGITS):
        law = studentized.range_law(mp.mpf(2), place, LEVEL, mp.prec, studentized.DEEPEST)
    with mp.workdps(200):
        half = mp.exp(mp.mpf(place) / 2**LEVEL) / 2
        exact = mp.erf(half), mp.erfc(half), mp.exp(-half * half) / mp.sqrt(mp.pi)
        for value, known in zip((law[0], law[1], law[3]), exact, strict=True):
            assert abs(value / known - 1) < mp.mpf(10) ** -18


def test_a_tail_asks_for_the_bits_that_it_feels() -> None:
    """At many degrees of freedom 1 - F is nearly that of the range; few bits leave noise."""
    point = {"z": mp.mpf(24), "k": mp.mpf(2), "df": mp.mpf(2000)}
    with mp.workdps(20):
        upper = studentized.tail(point, upper=True)
    with mp.workdps(60):
        square = point["z"] ** 2 / 2
        part = mp.betainc(1000, mp.mpf("0.5"), 0, 2000 / (2000 + square), regularized=True)
    assert abs(upper / part - 1) < mp.mpf(10) ** -17
