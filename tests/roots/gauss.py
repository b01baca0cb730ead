"""The Gauss-Legendre rule on [0, 1] in mpmath, for score integrals."""

from __future__ import annotations

from functools import cache
from typing import Any

from mpmath import mp

COUNT = 80


@cache
def nodes() -> list[tuple[Any, Any]]:
    """Weights and nodes, by Newton's method on the Legendre polynomial (DLMF 3.5(v))."""
    with mp.workdps(45):
        return [half_scaled(k) for k in range(COUNT)]


def half_scaled(k: int) -> tuple[Any, Any]:
    x = mp.cos(mp.pi * (k + mp.mpf(3) / 4) / (COUNT + mp.mpf(1) / 2))
    for _ in range(6):
        value, slope = legendre(x)
        x -= value / slope
    slope = legendre(x)[1]
    return 1 / ((1 - x * x) * slope**2), (1 + x) / 2


def legendre(x: Any) -> tuple[Any, Any]:
    """P_COUNT and its derivative."""
    before, value = mp.mpf(1), x
    for n in range(1, COUNT):
        before, value = value, ((2 * n + 1) * x * value - n * before) / (n + 1)
    return value, COUNT * (x * value - before) / (x * x - 1)
