"""Quadrature of functions of balls, by Gauss-Legendre with ever more nodes.

The difference of the last two is added to the radius.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from mpmath import mp

from derive.legendre import nodes as legendre_nodes
from derive.oracle.ball import Ball, to_ball

Function = Callable[[Ball], Ball]
#: Numbers of nodes, in turn; an interval on which the last does not settle is cut, so often.
COUNTS, CUTS = (24, 48, 96), 10


@dataclass(frozen=True)
class Quadrature:
    """Nodes to so many bits, and the relative difference at which two rules agree."""

    bits: int
    tolerance: float

    def integrate(self, f: Function, near: Ball, far: Ball, cuts: int = CUTS) -> Ball:
        """From ``near``, about which nodes are closer, to ``far``; not finite if unsettled."""
        total = self.rule(f, near, far, COUNTS[0])
        for count in COUNTS[1:]:
            previous, total = total, self.rule(f, near, far, count)
            apart = abs(total - previous)
            if apart.mid() <= abs(total).mid() * self.tolerance:
                return total.union(previous)
        if not cuts or not total.is_finite():
            return total / 0
        middle = (near + far) / 2
        first = self.integrate(f, near, middle, cuts - 1)
        return first + self.integrate(f, middle, far, cuts - 1) if first.is_finite() else first

    def rule(self, f: Function, near: Ball, far: Ball, count: int) -> Ball:
        """Gauss-Legendre in u on (0, 1), at near + (far - near) (u + u^2)/2."""
        way, total = far - near, to_ball(0)
        for place, weight in nodes(count, self.bits):
            total += weight * f(near + way * place)
        return total * way


@cache
def nodes(count: int, bits: int) -> tuple[tuple[Ball, Ball], ...]:
    """Places on (0, 1) and weights."""
    with mp.workprec(bits + 16):
        pairs = [((1 + x) / 2, w / 2) for x, w in legendre_nodes(count, bits)]
        return tuple((to_ball(u * (1 + u) / 2), to_ball(w * (u + mp.mpf(1) / 2))) for u, w in pairs)
