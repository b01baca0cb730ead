"""Gauss-Legendre quadrature at any precision, its number of nodes doubled until it settles."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from mpmath import mp

#: Numbers of nodes, in turn; an interval on which the last does not settle is cut in two.
COUNTS = (24, 48, 96, 192)
#: How often an interval may be cut.
DEPTH = 14
#: Nodes are found at multiples of so many bits, so that few sets serve all precisions.
STEP = 128

Integrand = Callable[[Any], Any]


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


def rule(f: Integrand, low: Any, high: Any, count: int) -> tuple[Any, Any]:
    """The quadratures of f and of |f| with ``count`` nodes."""
    middle, half = (high + low) / 2, (high - low) / 2
    precision = STEP * (mp.prec // STEP + 1)
    terms = [w * f(middle + half * x) for x, w in nodes(count, precision)]
    return half * mp.fsum(terms), abs(half) * mp.fsum(terms, absolute=True)


def integrate(
    f: Integrand, low: Any, high: Any, tolerance: Any, size: Any = 0, depth: int = DEPTH
) -> tuple[Any, Any]:
    """The integrals of f and of |f|, to ``tolerance`` times the latter or ``size`` if larger.

    Two rules in a row must agree. ``size`` is that of the whole of which this is a piece: what is
    nothing beside it costs nothing. Raises ArithmeticError where the integral does not settle.
    """
    previous, _ = rule(f, low, high, COUNTS[0])
    for count in COUNTS[1:]:
        value, own = rule(f, low, high, count)
        if abs(value - previous) <= tolerance * max(own, size):
            return value, own
        previous = value
    if depth == 0:
        raise ArithmeticError(f"the integral over [{low}, {high}] does not settle")
    middle, size = (low + high) / 2, max(own, size)
    halves = (
        integrate(f, low, middle, tolerance, size, depth - 1),
        integrate(f, middle, high, tolerance, size, depth - 1),
    )
    return sum(value for value, _ in halves), sum(own for _, own in halves)
