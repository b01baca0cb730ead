"""Rules for sums, products and integrals: what is free of the running symbol is evaluated once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from typing import Any

import sympy as sp
from mpmath import mp

from derive.oracle.numeric import KNOWN, Environment, Rule, rule

#: Bits by which a term must be below the sum, and how many terms in a row; then mpmath's nsum.
SPARE, RUN, MOST_TERMS = 10, 3, 20_000

#: The degree of tanh-sinh is at most this plus the binary logarithm of the precision.
DEGREE = 2

#: In ``integrate_half_line``: the last t, nodes to a unit at first, and how often those double.
FARTHEST, EACH, MOST_HALVINGS = 6, 4, 6


def hoist(expr: sp.Expr, symbol: sp.Symbol) -> tuple[sp.Expr, dict[sp.Symbol, sp.Expr]]:
    """``expr`` with each largest part free of ``symbol`` replaced by a symbol, and those parts."""
    parts: dict[sp.Expr, sp.Symbol] = {}

    def replace(e: Any) -> Any:
        if e.is_Atom or not isinstance(e, sp.Expr):
            return e
        if symbol not in e.free_symbols:
            return parts.setdefault(e, sp.Dummy())
        if isinstance(e, sp.Sum | sp.Integral | sp.Piecewise):
            return e
        return e.func(*map(replace, e.args))

    return replace(expr), {name: part for part, name in parts.items()}


def running(expr: sp.Expr, symbol: sp.Symbol) -> Callable[[Environment], Callable[[Any], Any]]:
    """``expr`` as a function of ``symbol`` alone once an environment is given."""
    body, parts = hoist(expr, symbol)
    body_rule, part_rules = rule(body), {name: rule(part) for name, part in parts.items()}

    def close(env: Environment) -> Callable[[Any], Any]:
        inner = env | {name: part(env) for name, part in part_rules.items()}
        # What primitives have come to at one value of the symbol does not hold at another.
        return lambda value: body_rule(inner | {symbol: value, KNOWN: {}})

    return close


@rule.register
def _(expr: sp.Sum) -> Rule:
    *inner, (symbol, lower, upper) = expr.limits
    close = running(sp.Sum(expr.function, *inner) if inner else expr.function, symbol)
    first, last = rule(lower), rule(upper)

    def evaluate(env: Environment) -> Any:
        start, stop = int(mp.ceil(first(env))), last(env)
        if stop == mp.inf:
            return infinite_sum(close(env), start)
        return mp.fsum(map(close(env), range(start, int(mp.floor(stop)) + 1)))

    return evaluate


@rule.register
def _(expr: sp.Product) -> Rule:
    ((symbol, lower, upper),) = expr.limits
    close, first, last = running(expr.function, symbol), rule(lower), rule(upper)

    def evaluate(env: Environment) -> Any:
        indices = range(int(first(env)), int(mp.floor(last(env))) + 1)
        return mp.fprod(map(close(env), indices))

    return evaluate


class OverHalfLines(sp.Integral):  # type: ignore[misc]
    """An integral of integrals, each over (0, oo)."""


@rule.register
def _(expr: OverHalfLines) -> Rule:
    *inner, (symbol, _, _) = expr.limits
    close = running(OverHalfLines(expr.function, *inner) if inner else expr.function, symbol)
    return lambda env: integrate_half_line(close(env))


@rule.register
def _(expr: sp.Integral) -> Rule:
    *inner, (symbol, lower, upper) = expr.limits
    if inner and all((a, b) == (0, sp.oo) for _, a, b in expr.limits):
        return rule(OverHalfLines(expr.function, *expr.limits))
    close = running(sp.Integral(expr.function, *inner) if inner else expr.function, symbol)
    ends = rule(lower), rule(upper)
    return lambda env: integrate(close(env), [end(env) for end in ends])


def infinite_sum(term: Callable[[int], Any], start: int) -> Any:
    """The sum of ``term(start), term(start + 1), ...``.

    Summed term by term while it falls at least geometrically; slower series go to mpmath's nsum.
    """
    total, run = mp.mpf(0), 0
    for value in leading(term, start):
        total += value
        small = mp.fabs(value) <= mp.ldexp(mp.fabs(total), -mp.prec - SPARE)
        run = run + 1 if small else 0
        if run >= RUN and total != 0:
            return total
    return mp.nsum(term, [start, mp.inf])


def leading(term: Callable[[int], Any], start: int) -> Iterator[Any]:
    """Terms until they stop falling by a constant factor, or there are too many."""
    samples: list[Any] = []
    for k in count(start):
        value = term(k)
        yield value
        samples.append(mp.fabs(value))
        n = len(samples)
        slow = n in (400, 2000) and samples[-1] > samples[n // 2] / 2 > 0
        if slow or n > MOST_TERMS:
            return


def integrate(f: Callable[[Any], Any], points: list[Any]) -> Any:
    """Integral of ``f`` over the intervals between ``points``; ArithmeticError if unsure.

    Tanh-sinh quadrature. mpmath stops by an absolute error, so the integrand is brought to an
    integral of order one; where it cancels, more digits are worked with. An integrand that is 0
    at every node has the integral 0.
    """
    tolerance, pieces, unit = mp.ldexp(1, -mp.prec + SPARE), dyadic(points), mp.mpf(1)
    for factor in (1, 1, 2, 4):
        with mp.workprec(factor * mp.prec):
            value, error = mp.quad(
                partial(scaled, f, unit), pieces, error=True,
                maxdegree=DEGREE + int(mp.log(mp.prec, 2)),
            )  # fmt: skip
        if mp.mpf("0.01") < mp.fabs(value) < 100 and error <= tolerance * mp.fabs(value):
            return value * unit
        if value == 0:
            return value
        unit *= mp.fabs(value)
    raise ArithmeticError(f"the integral over {points} does not converge")


def integrate_half_line(f: Callable[[Any], Any]) -> Any:
    """int_0^oo of an analytic f that has fallen before e^FARTHEST; ArithmeticError if unsure.

    A trapezoidal sum in t with x = exp(t - e^-t) (Takahasi and Mori 1974), which takes so few
    nodes that an integral of integrals can be had. Halving the step squares the error.
    """
    lowest = -int(mp.ceil(mp.log(mp.prec)))
    tolerance = mp.sqrt(mp.ldexp(1, -mp.prec + SPARE))

    def term(t: Any) -> Any:
        shrink = mp.exp(-t)
        x = mp.exp(t - shrink)
        return f(x) * x * (1 + shrink)

    step = mp.mpf(1) / EACH
    total = mp.fsum(term(lowest + i * step) for i in range((FARTHEST - lowest) * EACH + 1))
    beyond = abs(term(mp.mpf(FARTHEST)))
    for halving in range(1, MOST_HALVINGS):
        previous, unit = total, mp.ldexp(step, -halving)
        count = (FARTHEST - lowest) * EACH << halving
        total += mp.fsum(term(lowest + i * unit) for i in range(1, count, 2))
        small = beyond <= mp.ldexp(abs(total), -mp.prec)
        if small and abs(total / 2 - previous) <= tolerance * abs(total / 2):
            return total * unit
    raise ArithmeticError("an integral over (0, oo) does not converge")


def dyadic(points: list[Any]) -> list[Any]:
    """``points`` with a half-infinite interval cut at doubling distances from its finite end."""
    steps = [mp.ldexp(1, k) for k in range(-1, 9)]
    if len(points) == 2 and mp.isfinite(points[0]) and mp.isinf(points[1]):
        return [points[0], *(points[0] + s for s in steps), points[1]]
    return points


def scaled(f: Callable[[Any], Any], unit: Any, t: Any) -> Any:
    return f(t) / unit
