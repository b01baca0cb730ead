"""Law: a family's log-density and scores on its line, ready to integrate. Family in, Law out."""

from __future__ import annotations

from dataclasses import dataclass

from sympy import Add, Expr, Integer, expand_log, expand_mul, oo, powdenest

from derive import ir
from derive.family import Family, SpecError
from derive.lower import lower, operate
from derive.score.line import BESIDE, GROWN, HALF, UNIT, WHOLE, Line, Y


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

    def to_line(self, x: ir.Node) -> ir.Node:
        """y of the variate."""
        return operate("div", operate("sub", x, lower(self.start, {})), lower(self.factor, {}))

    def from_line(self, y: ir.Node) -> ir.Node:
        """The variate at y."""
        return operate("add", lower(self.start, {}), operate("mul", lower(self.factor, {}), y))

    @property
    def slope(self) -> Expr:
        """dh/dw of h = l + log dy/dw."""
        height = self.log_density + self.line.log_slope
        return Add(*(height.diff(s) * r for s, r in self.line.rates.items()))

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
            return part_exponentials(
                expression.xreplace({1 + Y**2: BESIDE**2}).replace(
                    lambda e: e.is_Pow and e.base == BESIDE**2, lambda e: BESIDE ** (2 * e.exp)
                )
            )
        return expression


def part_exponentials(expression: Expr) -> Expr:
    """c y + d sqrt(1 + y^2) as ((c + d) e^w - (c - d) e^-w)/2: nothing cancels far out."""
    terms = Add.make_args(expand_mul(expression))
    kept = [t for t in terms if not (t / Y).free_symbols.isdisjoint({Y, BESIDE})]
    kept = [t for t in kept if not (t / BESIDE).free_symbols.isdisjoint({Y, BESIDE})]
    linear = [t for t in terms if t not in kept]
    c = Add(*(t / Y for t in linear if t.has(Y)))
    d = Add(*(t / BESIDE for t in linear if t.has(BESIDE)))
    if c == 0 or d == 0:
        return expression
    return Add(*kept, (c + d) * GROWN / 2, -(c - d) / (2 * GROWN))


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
        """What of ``e`` depends on y: a normaliser and its derivatives are not needed."""
        there = e.as_independent(family.variable, as_Add=True)[1]
        there = there.subs(family.variable, start + factor * Y)
        return expand_log(powdenest(Law.in_line(expand_log(powdenest(there)), line)))

    scores = {
        p.name: write(family.log_density.diff(p.symbol)) for p in family.parameters if not p.integer
    }
    return Law(line, write(family.log_density), scores, start, factor)


def place(low: Expr, high: Expr) -> tuple[Line, Expr, Expr]:
    """The line of a support, and the start and factor that bring its interval there."""
    if low == -oo and high == oo:
        return WHOLE, Integer(0), Integer(1)
    if low == -oo:
        return HALF, high, Integer(-1)
    return (HALF, low, Integer(1)) if high == oo else (UNIT, low, high - low)
