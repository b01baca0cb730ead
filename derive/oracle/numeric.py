"""Numbers from SymPy expressions, at the precision that mpmath has when the number is asked for.

Input: an expression and the order of its symbols. Output: a callable. Constants are exact until
they meet the working precision; branches of a Piecewise are evaluated only where they hold.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import cache, singledispatch
from typing import Any, TypeAlias

import sympy as sp
from mpmath import mp

from derive.functions import (
    SUFFIX,
    BesselFunction,
    GammaFunction,
    LatentFunction,
    Primitive,
    Rate,
    branch,
    inverted_by,
    logit_at,
)
from derive.oracle.cancellation import accurate_sum
from derive.oracle.special import DIRECT, TABLE, Unlisted, settled

#: Where an environment keeps what primitives have come to: in a form by cases they recur.
KNOWN = sp.Dummy("known")
#: A u below which log(1 + u) is not the logarithm of the sum.
NEAR_ONE = 0.5

Environment: TypeAlias = dict[sp.Symbol, Any]
Rule: TypeAlias = Callable[[Environment], Any]
Number: TypeAlias = "float | int | Fraction | Any"


def exact(value: Number) -> Any:
    """A float, int, Fraction, SymPy rational or mpf as an mpf, rounded once if it must be."""
    if isinstance(value, sp.Rational):
        value = Fraction(int(value.p), int(value.q))
    if isinstance(value, Fraction):
        return mp.mpf(value.numerator) / value.denominator
    return mp.mpf(value)


def as_real(value: Any) -> Any:
    """``value`` without an imaginary part of rounding size; nan where it is truly complex."""
    if not isinstance(value, mp.mpc):
        return mp.mpf(value)
    small = mp.ldexp(mp.fabs(value.real), -mp.prec // 2)
    return value.real if mp.fabs(value.imag) <= small else mp.nan


@cache
def compile_expression(expr: sp.Basic, symbols: Sequence[sp.Symbol]) -> Callable[..., Any]:
    """``expr`` as a function of ``symbols`` (a tuple): numbers in, an mpf out.

    Arguments may be float, int, Fraction or mpf. The result is nan at a pole and where the
    expression is not real. Raises Unlisted, at once, for a node that has no rule.
    """
    body = rule(expr)

    def evaluate(*values: Number) -> Any:
        try:
            return as_real(body(dict(zip(symbols, map(exact, values), strict=True))))
        except ZeroDivisionError:
            return mp.nan

    return evaluate


@singledispatch
def rule(expr: sp.Basic) -> Rule:
    """The rule that evaluates ``expr``; Unlisted where none is known."""
    raise Unlisted(f"unlisted function {type(expr).__name__}")


@rule.register
def _(expr: sp.Symbol) -> Rule:
    return lambda env: env[expr]


@rule.register
def _(expr: sp.Rational) -> Rule:
    p, q = int(expr.p), int(expr.q)
    return (lambda env: p) if q == 1 else (lambda env: mp.mpf(p) / q)


@rule.register
def _(expr: sp.Float) -> Rule:
    return lambda env: mp.mpf(expr._mpf_)


@rule.register(sp.NumberSymbol)
def _(expr: sp.NumberSymbol) -> Rule:
    return lambda env: mp.make_mpf(expr._as_mpf_val(mp.prec))


@rule.register(type(sp.oo))
@rule.register(type(-sp.oo))
def _(expr: sp.Expr) -> Rule:
    return lambda env: mp.inf if expr is sp.oo else -mp.inf


@rule.register(type(sp.zoo))
@rule.register(type(sp.nan))
def _(expr: sp.Expr) -> Rule:
    return lambda env: mp.nan


@rule.register(type(sp.I))
def _(expr: sp.Expr) -> Rule:
    return lambda env: mp.mpc(0, 1)


@rule.register
def _(expr: sp.Add) -> Rule:
    parts = [rule(a) for a in expr.args]
    return lambda env: accurate_sum(lambda: [part(env) for part in parts])


@rule.register
def _(expr: sp.Mul) -> Rule:
    first, *rest = [rule(a) for a in expr.args]

    def evaluate(env: Environment) -> Any:
        product = first(env)
        for part in rest:
            product = product * part(env)
        return product

    return evaluate


@rule.register
def _(expr: sp.Pow) -> Rule:
    base = rule(expr.base)
    if expr.exp == sp.Rational(1, 2):
        return lambda env: mp.sqrt(base(env))
    exponent = rule(expr.exp)
    return lambda env: mp.power(base(env), exponent(env))


@rule.register
def _(expr: sp.Tuple) -> Rule:
    parts = [rule(a) for a in expr.args]
    return lambda env: [part(env) for part in parts]


@rule.register(sp.Min)
@rule.register(sp.Max)
@rule.register(sp.Function)
def _(expr: sp.Function) -> Rule:
    if type(expr) not in TABLE:
        raise Unlisted(f"unlisted function {type(expr).__name__}")
    f, parts = TABLE[type(expr)], [rule(a) for a in expr.args]
    return lambda env: f(*(part(env) for part in parts))


@rule.register
def _(expr: sp.log) -> Rule:
    """log(1 + u) by u itself where that is small: rounded into the sum, its digits are lost."""
    whole = rule(expr.args[0])
    if not (expr.args[0].is_Add and sp.Integer(1) in expr.args[0].args):
        return lambda env: mp.log(whole(env))
    excess = rule(expr.args[0] - 1)

    def evaluate(env: Environment) -> Any:
        u = excess(env)
        return mp.log1p(u) if mp.fabs(u) < NEAR_ONE else mp.log(whole(env))

    return evaluate


@rule.register
def _(expr: branch) -> Rule:
    sign, then, otherwise = (rule(a) for a in expr.args)
    return lambda env: then(env) if sign(env) < 0 else otherwise(env)


@rule.register
def _(expr: sp.UnevaluatedExpr) -> Rule:
    return rule(expr.args[0])


@rule.register
def _(expr: logit_at) -> Rule:
    from derive.oracle.inversion import solve_at

    name, *arguments = expr.args
    family, parts = inverted_by(f"{name}{SUFFIX}"), [rule(a) for a in arguments]
    assert family is not None
    return lambda env: solve_at(family, [part(env) for part in parts])


@rule.register
def _(expr: Rate) -> Rule:
    from derive.oracle.rate import evaluate

    parts = [rule(a) for a in expr.args]
    return lambda env: evaluate(type(expr), [part(env) for part in parts])


@rule.register
def _(expr: LatentFunction) -> Rule:
    from derive.oracle.latent import evaluate

    parts = [rule(a) for a in expr.args]
    return lambda env: evaluate(type(expr), [part(env) for part in parts])


@rule.register
def _(expr: GammaFunction) -> Rule:
    from derive.oracle.gamma import evaluate

    parts = [rule(a) for a in expr.args]
    return lambda env: evaluate(type(expr), [part(env) for part in parts])


@rule.register
def _(expr: BesselFunction) -> Rule:
    from derive.oracle.bessel import RULES

    nu, x = map(rule, expr.args)
    return lambda env: RULES[type(expr)](mp.mpf(nu(env)), mp.mpf(x(env)))


@rule.register
def _(expr: Primitive) -> Rule:
    kind, parts = type(expr), [rule(a) for a in expr.args]
    formula, direct = rule(kind.regimes or kind.formula), DIRECT.get(kind)
    removable = kind.limit and (rule(sp.sympify(kind.limit[0])), rule(sp.sympify(kind.limit[1])))

    def evaluate(env: Environment) -> Any:
        known, place = env.setdefault(KNOWN, {}), (expr, mp.prec)
        if place not in known:
            known[place] = compute(env)
        return known[place]

    def compute(env: Environment) -> Any:
        values = [mp.mpf(part(env)) for part in parts]
        if removable and values[0] == removable[0](env):
            return removable[1](env)
        if direct:
            return direct(*values)
        inner = dict(zip(kind.variables, values, strict=True))
        return settled(lambda: formula(inner), kind.__name__)

    return evaluate
