"""Gauss-Legendre quadrature at any precision, its number of nodes doubled until it settles."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mpmath import mp

from derive.legendre import nodes

#: Numbers of nodes, in turn; an interval on which the last does not settle is cut in two.
COUNTS = (24, 48, 96, 192)
#: How often an interval may be cut.
DEPTH = 14
#: Nodes are found at multiples of so many bits, so that few sets serve all precisions.
STEP = 128

Integrand = Callable[[Any], Any]


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
