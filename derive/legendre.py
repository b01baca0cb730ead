"""Legendre: nodes and weights of Gauss's quadrature, by Newton's iteration in fixed point."""

from __future__ import annotations

from functools import cache
from typing import Any

from mpmath import mp


@cache
def nodes(count: int, precision: int) -> tuple[tuple[Any, Any], ...]:
    """Nodes on (-1, 1) and weights, to ``precision`` bits (DLMF 3.5.15)."""
    bits = precision + 40
    with mp.workprec(bits):
        return tuple(pair for k in range((count + 1) // 2) for pair in mirrored(count, k, bits))


def mirrored(count: int, k: int, bits: int) -> list[tuple[Any, Any]]:
    """The k-th node from the right and its mirror image, by Newton's iteration."""
    x = int(mp.ldexp(mp.cos(mp.pi * (k + mp.mpf("0.75")) / (count + mp.mpf("0.5"))), bits))
    step = 1 << bits
    while abs(step) >> (bits // 2 - 5):  # it is squared by each iteration
        value, slope = legendre(count, x, bits)
        step = (value << bits) // slope
        x -= step
    _, slope = legendre(count, x, bits)
    node, rise = mp.ldexp(x, -bits), mp.ldexp(slope, -bits)
    weight = 2 / ((1 - node * node) * rise * rise)
    if 2 * k + 1 == count:
        return [(mp.mpf(0), weight)]
    return [(node, weight), (-node, weight)]


def legendre(count: int, x: int, bits: int) -> tuple[int, int]:
    """P_n(x) and its derivative in fixed point, by the three-term recurrence (DLMF 18.9.1)."""
    before, here = 1 << bits, x
    for n in range(1, count):
        before, here = here, ((2 * n + 1) * (x * here >> bits) - n * before) // (n + 1)
    rest = (x * x >> bits) - (1 << bits)
    return here, (count * ((x * here >> bits) - before) << bits) // rest


def gauss_legendre(count: int, digits: int) -> list[tuple[Any, Any]]:
    """Nodes on (-1, 1) in increasing order and weights, to so many digits."""
    return sorted(nodes(count, int(digits * 3.33) + 10))
