"""Differences f(t) - f(y) that keep their digits where t is near y. Expressions in and out.

Every rule is an identity, by which the difference is a sum of products of the step t - y itself:
log t - log y = log(t/y), u^2 - v^2 = (u - v)(u + v), e^u - e^v = e^v expm1(u - v), and so on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from sympy import (
    Add,
    Expr,
    Integer,
    Mul,
    Pow,
    Rational,
    cos,
    cosh,
    exp,
    expand,
    fraction,
    log,
    sin,
    sinh,
)  # fmt: skip

from derive.functions import expm1, log1p

#: Whole powers up to this one are differences of powers; higher ones are products of two.
WHOLE = 3


@dataclass(frozen=True)
class Move:
    """From y to t: what each symbol becomes, its step, and the logarithm of its ratio if known."""

    there: Mapping[Expr, Expr]
    step: Mapping[Expr, Expr]
    log_ratio: Mapping[Expr, Expr] = field(default_factory=dict)

    def moves(self, e: Expr) -> bool:
        return any(e.has(symbol) for symbol in self.there)

    def at(self, e: Expr) -> Expr:
        """``e`` at t."""
        return e.xreplace(dict(self.there))

    def difference(self, e: Expr) -> Expr:
        """e(t) - e(y)."""
        if not self.moves(e):
            return Integer(0)
        if e in self.step:
            return self.step[e]
        if e.is_Add:
            return Add(*map(self.difference, e.args))
        if e.is_Mul:
            return self.of_product(e)
        if e.is_Pow:
            return self.of_power(e.base, e.exp)
        rule = RULES.get(type(e))
        return rule(self, e.args[0]) if rule else self.at(e) - e

    def logarithm(self, e: Expr) -> Expr:
        """log(e(t) / e(y))."""
        if not self.moves(e):
            return Integer(0)
        if e in self.log_ratio:
            return self.log_ratio[e]
        if e.is_Mul:
            return Add(*map(self.logarithm, e.args))
        if e.is_Pow and not self.moves(e.exp):
            return e.exp * self.logarithm(e.base)
        if isinstance(e, exp):
            return self.difference(e.args[0])
        return log1p(self.difference(e) / e)

    def of_product(self, e: Expr) -> Expr:
        """The factors that do not move stand before; a quotient has one denominator."""
        still, moving = e.as_independent(*self.there, as_Add=False)
        above, below = fraction(moving)
        if self.moves(below) and below.is_Add:
            gap = expand(self.difference(above) * below - above * self.difference(below))
            return still * gap / (below * self.at(below))
        if not moving.is_Mul:
            return still * self.difference(moving)
        first, rest = moving.as_two_terms()
        gap = self.difference(first) * rest + self.at(first) * self.difference(rest)
        return still * gap

    def of_power(self, base: Expr, exponent: Expr) -> Expr:
        here, there = base, self.at(base)
        if base in self.log_ratio and not self.moves(exponent) and not exponent.is_positive:
            # Not by 1/(y t), which overflows long before the power itself does.
            return here**exponent * expm1(exponent * self.log_ratio[base])
        if exponent == Rational(1, 2):
            return self.difference(base) / (Pow(there, exponent) + Pow(here, exponent))
        if exponent.is_Integer and abs(exponent) <= WHOLE:
            n = abs(int(exponent))
            terms = [there**k * here ** (n - 1 - k) for k in range(n)]
            gap = self.difference(base) * Add(*terms)
            return gap if exponent > 0 else -gap / (here**n * there**n)
        if exponent.is_Integer and exponent.is_even:
            return self.of_power(base ** (exponent / 2), Integer(2))
        if exponent.is_Integer:
            return self.of_product(Mul(base, base ** (exponent - 1), evaluate=False))
        if not self.moves(exponent):
            return here**exponent * expm1(exponent * self.logarithm(base))
        return here**exponent * expm1(self.difference(exponent * log(base)))

    def of_exponential(self, u: Expr) -> Expr:
        return exp(u) * expm1(self.difference(u))

    def of_sine(self, u: Expr) -> Expr:
        half = self.difference(u) / 2
        return 2 * cos(u + half) * sin(half)

    def of_cosine(self, u: Expr) -> Expr:
        half = self.difference(u) / 2
        return -2 * sin(u + half) * sin(half)

    def of_hyperbolic_sine(self, u: Expr) -> Expr:
        half = self.difference(u) / 2
        return 2 * cosh(u + half) * sinh(half)

    def of_hyperbolic_cosine(self, u: Expr) -> Expr:
        half = self.difference(u) / 2
        return 2 * sinh(u + half) * sinh(half)


RULES: dict[type, Callable[[Move, Expr], Expr]] = {
    exp: Move.of_exponential,
    log: Move.logarithm,
    log1p: lambda move, u: move.logarithm(1 + u),
    sin: Move.of_sine,
    cos: Move.of_cosine,
    sinh: Move.of_hyperbolic_sine,
    cosh: Move.of_hyperbolic_cosine,
}
