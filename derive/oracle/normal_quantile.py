"""The inverse of erfc in both tails, which mpmath has as that of erf only.

1 - x rounds a small x away, and mpmath's own inverse of erf then ends at infinity.
"""

from __future__ import annotations

from typing import Any

from mpmath import mp

#: Below it the root is sought on the logarithm of erfc.
SMALL = 1e-3
#: Bits that the first steps work with, how many of them reach these, and bits to spare.
START, STEPS, GUARD = 60, 5, 20


def erfcinv(x: Any) -> Any:
    """The y with erfc(y) = ``x``; nan outside [0, 2]."""
    x = mp.mpf(x)
    if not 0 <= x <= 2:
        return mp.nan
    if x > 1:  # 2 - x is exact to the digits that x has
        return -erfcinv(mp.fsub(2, x, exact=True))
    if x == 0:
        return mp.inf
    return tail_root(x) if x < SMALL else mp.erfinv(mp.fsub(1, x, exact=True))


def tail_root(x: Any) -> Any:
    """By Newton's steps on log erfc, from the first terms of its expansion (DLMF 7.17.6).

    Each step doubles the digits, so it is taken with as many as it finds.
    """
    goal = mp.prec + GUARD
    with mp.workprec(goal):
        log_x = mp.log(x)
    with mp.workprec(START):
        square = -log_x - mp.log(mp.pi) / 2
        y = mp.sqrt(square - mp.log(square) / 2)
        for _ in range(STEPS):
            y += correction(y, log_x)
    precision = START
    while precision < goal:
        precision = min(2 * precision - GUARD, goal)
        with mp.workprec(precision + GUARD):
            y += correction(y, log_x)
    return +y


def correction(y: Any, log_x: Any) -> Any:
    value = mp.erfc(y)
    return (mp.log(value) - log_x) * value * mp.exp(y * y) * mp.sqrt(mp.pi) / 2
