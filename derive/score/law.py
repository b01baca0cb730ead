"""Law: a family's log-density and scores on its line, ready to be integrated. Family in, Law out."""

from __future__ import annotations

from dataclasses import dataclass

from sympy import Expr, Integer, expand_log, oo, powdenest, sqrt

from derive.family import Family, SpecError
from derive.score.line import BESIDE, HALF, UNIT, WHOLE, Line, Y


@dataclass(frozen=True)
class Law:
    """The log-density l(y) up to a constant, its slope in y, the scores dl/dtheta by parameter.

    The variate is ``start`` + ``factor`` y with y on the line's own interval.
    """

    line: Line
    log_density: Expr
    scores: dict[str, Expr]
    start: Expr
    factor: Expr

    @property
    def slope(self) -> Expr:
        """dh/dw of h = l + log dy/dw."""
        density = self.log_density.xreplace({BESIDE: companion(self.line)})
        rate = self.in_line(density.diff(Y), self.line)
        return rate * self.line.slope + self.line.log_slope_rate

    @property
    def height_step(self) -> Expr:
        """h(t) - h(y)."""
        move = self.line.move
        return move.difference(self.log_density) + move.difference(self.line.log_slope)

    def score_step(self, parameter: str) -> Expr:
        """s(t) - s(y)."""
        return self.line.move.difference(self.scores[parameter])

    @staticmethod
    def in_line(expression: Expr, line: Line) -> Expr:
        """``expression`` with 1 - y, or sqrt(1 + y^2), under its own name."""
        if line is UNIT:
            return expression.xreplace({1 - Y: BESIDE, Y - 1: -BESIDE})
        if line is WHOLE:
            return expression.xreplace({1 + Y**2: BESIDE**2}).replace(
                lambda e: e.is_Pow and e.base == BESIDE**2, lambda e: BESIDE ** (2 * e.exp)
            )
        return expression


def companion(line: Line) -> Expr:
    """What BESIDE stands for."""
    return sqrt(1 + Y**2) if line is WHOLE else 1 - Y


def state(family: Family) -> Law:
    """The law on its line; SpecError where an end of the support moves with a parameter."""
    low, high = family.support
    moving = sorted(map(str, low.free_symbols | high.free_symbols))
    if moving:
        raise SpecError(
            f"family {family.name}: an end of its support moves with {moving[0]}, which the score "
            "integral does not take; state a cdf, or a variate whose support is fixed"
        )
    line, start, factor = place(low, high)
    assert family.log_density is not None

    def write(e: Expr) -> Expr:
        there = e.subs(family.variable, start + factor * Y)
        return Law.in_line(expand_log(powdenest(there)), line)

    scores = {
        p.name: write(family.log_density.diff(p.symbol))
        for p in family.parameters
        if not p.integer
    }
    return Law(line, write(family.log_density), scores, start, factor)


def place(low: Expr, high: Expr) -> tuple[Line, Expr, Expr]:
    """The line of a support, and the start and factor that bring its interval there."""
    if low == -oo and high == oo:
        return WHOLE, Integer(0), Integer(1)
    if low == -oo:
        return HALF, high, Integer(-1)
    return (HALF, low, Integer(1)) if high == oo else (UNIT, low, high - low)
