"""Truncate: a law held between two bounds, which may be parameters.

With F_T = (F - F(a))/(F(b) - F(a)), v_a = (1 - F_T) p(a)/p and v_b = F_T p(b)/p; a shape of the
base has v - v_a v(a) - v_b v(b), which is 0 at both bounds. Masses are differences of the lighter
tail, and of an interval that is short for the law, a quadrature of the density.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from sympy import (
    Add,
    And,
    Basic,
    Expr,
    Float,
    Integer,
    Piecewise,
    Rational,
    exp,
    factor,
    log,
    oo,
    symbols,
)
from sympy.integrals.quadrature import gauss_legendre

from derive.combine.extreme import stated_cdf
from derive.combine.pieces import (
    Given,
    join,
    name_of,
    read_family,
    read_parameter,
    variable_on,
)
from derive.combine.pieces import velocity as velocity_of
from derive.combine.restrict import restricted
from derive.combine.tails import KNOWN, Tails, tails
from derive.domain import Parameter
from derive.family import Family
from derive.functions import expm1

#: Nodes for a short interval, and the part of the lighter tail's mass that it may hold.
NODES, SHORT = 10, Rational(1, 8)
X, Y = symbols("x y", real=True)


def truncated(base: str | Family, low: Given = -oo, high: Given = oo, name: str = "") -> Family:
    """The law of X given low <= X <= high.

    ``low`` and ``high`` are symbols, Parameters, numbers or infinite, within the base's support;
    low < high is a constraint of the family that comes out. Where the base's cdf has no kernel
    (gamma, beta, t, ...) the bounds must be numbers and its density must be stated: the velocities
    are then integrals of the score. SpecError otherwise.
    """
    base = read_family(base)
    a, first = bound(base, low, 0)
    b, second = bound(base, high, 1)
    tail = tails(base)
    if tail is None:
        return restricted(base, a, b, name)
    z = variable_on(a)
    interval = Interval(base, tail, z, a, b)
    forms = {p.name: interval.shape(p.name) for p in base.parameters if not p.integer}
    forms |= {p.name: interval.v_low for p in first} | {p.name: interval.v_high for p in second}
    made = Family(
        name=name or name_of("truncated", [base]),
        variable=z,
        support=(a, b),
        parameters=join(base.parameters, first, second),
        constraints=(*base.constraints, *interval.constraints),
        stable=forms,
        **interval.law(),
    )
    KNOWN[made] = interval.tails
    return made


def bound(base: Family, given: Given, side: int) -> tuple[Expr, tuple[Parameter, ...]]:
    """The bound and its parameter; the support's own end where it is no tighter."""
    value, more = read_parameter(given)
    return (base.support[side], ()) if value.is_infinite else (value, more)


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

    def law(self) -> dict[str, Expr]:
        cdf = stated_cdf(self.base)
        sf = self.base.sf if self.base.sf is not None else 1 - cdf

        def there(formula: Expr, x: Expr) -> Expr:
            return formula.subs(self.base.variable, x)

        below = Integer(0) if self.open_below else there(cdf, self.a)
        beyond = Integer(0) if self.open_above else there(sf, self.b)
        whole_below = (1 if self.open_above else there(cdf, self.b)) - below
        whole_above = (1 if self.open_below else there(sf, self.a)) - beyond
        return {
            "cdf": (there(cdf, self.z) - below) / whole_below,
            "sf": (there(sf, self.z) - beyond) / whole_above,
        }

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
        nodes = zip(*gauss_legendre(NODES, 40), strict=True)
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

    @property
    def v_low(self) -> Expr:
        """dz/da."""
        a, z, b = self.a, self.z, self.b
        here, first = self.at(z), self.at(a)

        def rule(place: str) -> Expr:
            if place == "above":
                part = self.part_above(z, b) / self.part_above(a, b)
                return here.upper / first.upper * part
            if place == "below":
                return self.ratio(a, z) * self.part_below(z, b) / self.part_below(a, b)
            far = exp(first.log_density) * here.upper * self.part_above(z, b)
            near = self.ratio(a, z) * self.across(z, b)
            return Piecewise((near, here.is_lower), (far, True)) / self.across(a, b)

        return self.regimes(rule)

    @property
    def v_high(self) -> Expr:
        """dz/db."""
        a, z, b = self.a, self.z, self.b
        here, last = self.at(z), self.at(b)

        def rule(place: str) -> Expr:
            if place == "below":
                part = self.part_below(a, z) / self.part_below(a, b)
                return here.lower / last.lower * part
            if place == "above":
                return self.ratio(b, z) * self.part_above(a, z) / self.part_above(a, b)
            far = exp(last.log_density) * here.lower * self.part_below(a, z)
            near = self.ratio(b, z) * self.across(a, z)
            return Piecewise((far, here.is_lower), (near, True)) / self.across(a, b)

        return self.regimes(rule)

    def shape(self, name: str) -> Expr:
        """dz/d(a shape of the base)."""
        base = velocity_of(self.base, name)

        def there(x: Expr) -> Expr:
            return base.subs(self.base.variable, x)

        held = there(self.z)
        if not self.open_below:
            held -= self.v_low * there(self.a)
        if not self.open_above:
            held -= self.v_high * there(self.b)
        return held

    @property
    def tails(self) -> Tails:
        """Those of the truncated law, for further combination."""
        a, z, b = self.a, self.z, self.b
        here = self.at(z)

        def upper(place: str) -> Expr:
            if place == "below":
                return here.lower * -expm1_of(self.at(b).log_lower - here.log_lower)
            above = here.upper * self.part_above(z, b)
            if place == "above":
                return above
            near = self.across(z, b) * exp(-here.log_density)
            return Piecewise((near, here.is_lower), (above, True))

        def lower(place: str) -> Expr:
            if place == "above":
                return here.upper * -expm1_of(self.at(a).log_upper - here.log_upper)
            below = here.lower * self.part_below(a, z)
            if place == "below":
                return below
            near = self.across(a, z) * exp(-here.log_density)
            return Piecewise((below, here.is_lower), (near, True))

        def mass(place: str) -> Expr:
            if place == "above":
                return self.at(a).log_upper + log(self.part_above(a, b))
            if place == "below":
                return self.at(b).log_lower + log(self.part_below(a, b))
            return log(self.across(a, b))

        below, above = self.regimes(lower), self.regimes(upper)
        density = here.log_density - self.regimes(mass)
        logarithms = (log(below) + density, log(above) + density, density)
        return Tails(below, above, *logarithms, below <= above)


def expm1_of(u: Expr) -> Expr:
    return -expm1(u)
