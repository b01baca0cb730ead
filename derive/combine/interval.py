"""Interval: masses of a law between two bounds, and how they compare with its tails.

They are differences of the lighter tail, and of an interval that is short for the law, a quadrature
of the density.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from sympy import Add, And, Basic, Expr, Float, Integer, Piecewise, Rational, exp, factor, symbols

from derive.combine.tails import Tails
from derive.family import Family
from derive.functions import expm1
from derive.legendre import gauss_legendre

#: Nodes for a short interval, and the part of the lighter tail's mass that it may hold.
NODES, SHORT = 10, Rational(1, 8)
X, Y = symbols("x y", real=True)


@dataclass(frozen=True)
class Interval:
    """[a, b] of a law, with the formulas at z; an end of the support itself is no bound."""

    base: Family
    tail: Tails
    z: Expr
    a: Expr
    b: Expr

    def at(self, x: Expr) -> Tails:
        return self.tail.mapped(lambda e: e.subs(self.base.variable, x))

    @property
    def open_below(self) -> bool:
        return bool(self.a == self.base.support[0])

    @property
    def open_above(self) -> bool:
        return bool(self.b == self.base.support[1])

    @property
    def constraints(self) -> tuple[Basic, ...]:
        """a < b, and bounds inside the support, as far as the symbols do not say so."""
        low, high = self.base.support
        stated = (self.a < self.b, low <= self.a, self.b <= high)
        return tuple(c for c in stated if c not in (True, False) and c.free_symbols)

    # The parts of a tail beyond x that lie before y: 1 - S(y)/S(x) and 1 - F(x)/F(y).

    def part_above(self, x: Expr, y: Expr) -> Expr:
        if y == self.b and self.open_above:
            return Integer(1)
        part = -expm1(self.at(y).log_upper - self.at(x).log_upper)
        return self.where_short(x, y, part, lambda: self.by_nodes(x, y, x) / self.at(x).upper)

    def part_below(self, x: Expr, y: Expr) -> Expr:
        if x == self.a and self.open_below:
            return Integer(1)
        part = -expm1(self.at(x).log_lower - self.at(y).log_lower)
        return self.where_short(x, y, part, lambda: self.by_nodes(x, y, y) / self.at(y).lower)

    def across(self, x: Expr, y: Expr) -> Expr:
        """The mass of [x, y] where the median lies inside."""
        below = 0 if x == self.a and self.open_below else exp(self.at(x).log_lower)
        beyond = 0 if y == self.b and self.open_above else exp(self.at(y).log_upper)
        mass = 1 - below - beyond
        if below == 0 or beyond == 0:
            return mass
        density = exp(self.at(x).log_density)
        return self.where_short(x, y, mass, lambda: self.by_nodes(x, y, x) * density)

    def where_short(self, x: Expr, y: Expr, part: Expr, short: Callable[[], Expr]) -> Expr:
        """``part``, which cancels where it is small, or ``short`` there.

        A quadrature is only for a density in one piece, and for an interval that is far from an end
        of the support, where a density may be singular.
        """
        if self.tail.log_density.has(Piecewise):
            return part
        gaps = (x - self.base.support[0], self.base.support[1] - y)
        far = [2 * (y - x) < gap for gap in gaps if not gap.is_infinite]
        return Piecewise((short(), And(part < SHORT, *far)), (part, True))

    def ratio(self, x: Expr, y: Expr) -> Expr:
        """p(x)/p(y)."""
        return exp(self.change.subs({X: x, Y: y}, simultaneous=True))

    @cached_property
    def change(self) -> Expr:
        """log p(X) - log p(Y), its factors apart where it is a polynomial."""
        change = self.at(X).log_density - self.at(Y).log_density
        return factor(change) if change.is_polynomial(*change.free_symbols) else change

    def by_nodes(self, x: Expr, y: Expr, reference: Expr) -> Expr:
        """The integral of p/p(reference) over the short interval [x, y]."""
        nodes = gauss_legendre(NODES, 40)
        terms = [
            Float(w, 40) / 2 * self.ratio(x + (y - x) * (1 + Float(s, 40)) / 2, reference)
            for s, w in nodes
        ]
        return (y - x) * Add(*terms)

    def regimes(self, rule: Callable[[str], Expr]) -> Expr:
        """A formula for each place of the interval in the law, the first that applies."""
        rules: list[tuple[Expr, Expr]] = []
        if not self.open_below:
            rules.append((rule("above"), ~self.at(self.a).is_lower))
        if not self.open_above:
            rules.append((rule("below"), self.at(self.b).is_lower))
        return Piecewise(*rules, (rule("across"), True))
