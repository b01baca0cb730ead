"""Rules for conditions and for expressions by cases."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy as sp
from mpmath import mp
from sympy.core.relational import Relational
from sympy.logic.boolalg import BooleanAtom

from derive.oracle.numeric import Environment, Rule, rule

RELATIONS: dict[type, Callable[[Any, Any], bool]] = {
    sp.StrictLessThan: lambda a, b: a < b, sp.LessThan: lambda a, b: a <= b,
    sp.StrictGreaterThan: lambda a, b: a > b, sp.GreaterThan: lambda a, b: a >= b,
    sp.Equality: lambda a, b: a == b, sp.Unequality: lambda a, b: a != b,
}  # fmt: skip


@rule.register
def _(expr: sp.Piecewise) -> Rule:
    pieces = [(rule(value), rule(condition)) for value, condition in expr.args]

    def evaluate(env: Environment) -> Any:
        return next((value(env) for value, holds in pieces if holds(env)), mp.nan)

    return evaluate


@rule.register
def _(expr: BooleanAtom) -> Rule:
    return lambda env: expr is sp.true


@rule.register
def _(expr: Relational) -> Rule:
    compare, left, right = RELATIONS[type(expr)], rule(expr.lhs), rule(expr.rhs)
    return lambda env: compare(left(env), right(env))


@rule.register
def _(expr: sp.And) -> Rule:
    parts = [rule(a) for a in expr.args]
    return lambda env: all(part(env) for part in parts)


@rule.register
def _(expr: sp.Or) -> Rule:
    parts = [rule(a) for a in expr.args]
    return lambda env: any(part(env) for part in parts)


@rule.register
def _(expr: sp.Not) -> Rule:
    part = rule(expr.args[0])
    return lambda env: not part(env)


@rule.register
def _(expr: sp.ITE) -> Rule:
    condition, then, otherwise = (rule(a) for a in expr.args)
    return lambda env: then(env) if condition(env) else otherwise(env)
