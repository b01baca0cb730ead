"""Formulas of balls: an expression in z, the parts free of z evaluated once."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from operator import methodcaller
from typing import Any

import sympy as sp
from mpmath import mp

from derive.family import Family
from derive.oracle.ball import Ball, to_ball, wide
from derive.oracle.iterated import hoist
from derive.oracle.numeric import compile_expression

#: b^e for an exponent that is no integer.
power = sp.Function("power")


#: Functions of balls by SymPy's names.
NAMES = ("exp", "log", "sqrt", "cos", "sin", "tan", "cosh", "sinh", "tanh", "atan")


def functions() -> dict[str, Callable[..., Ball]]:
    """What a formula of balls may call."""
    named: dict[str, Callable[..., Ball]] = {n: methodcaller(n) for n in NAMES}
    return named | {"power": lambda base, exponent: (base.log() * exponent).exp(), "Abs": abs}


@cache
def is_listed(family: Family) -> bool:
    """Whether what depends on z in the log-density and its scores is made of these functions."""
    wanted = [varying(family), *(varying(family).diff(p.symbol) for p in family.parameters)]
    called = {
        type(f).__name__
        for e in wanted
        for f in e.atoms(sp.Function, sp.Piecewise, sp.Integral, sp.Sum, sp.Derivative)
        if f.has(family.variable)
    }
    return called <= {*NAMES, "Abs"}


@cache
def varying(family: Family) -> sp.Expr:
    """The log-density without the terms that are free of z: they cancel in a difference."""
    terms = sp.Add.make_args(family.log_density)
    return sp.Add(*(t for t in terms if t.has(family.variable)))


@cache
def compiled(expression: sp.Expr, family: Family) -> tuple[Any, tuple[Any, ...]]:
    """``expression`` of balls z, rise and rest and of its parts free of z, and those parts."""
    variable, symbols = family.variable, tuple(p.symbol for p in family.parameters)
    if family.support[0] == 0:
        expression = expression.xreplace({sp.Abs(variable): variable})
    body, parts = hoist(expression, variable)
    parts |= {s: s for s in symbols}
    for number in body.atoms(sp.Rational, sp.NumberSymbol, sp.Float):
        if not number.is_Integer:
            name = sp.Dummy()
            body, parts = body.xreplace({number: name}), parts | {name: number}
    rise, rest = sp.Dummy("rise"), sp.Dummy("rest")
    low, high = family.support
    distances = {variable - low: rise, high - variable: rest}
    body = body.xreplace({d: name for d, name in distances.items() if d.is_Add})
    body = body.replace(lambda e: e.is_Pow and not e.exp.is_Integer, lambda e: power(*e.args))
    whole = sp.lambdify((variable, rise, rest, *parts), body, [functions()])
    return whole, tuple(compile_expression(p, symbols) for p in parts.values())


@lru_cache(4096)
def constants(
    expression: sp.Expr, family: Family, shapes: tuple[Any, ...], bits: int
) -> tuple[Ball, ...]:
    """The parts of ``expression`` free of z, each to ``bits`` bits."""
    _, parts = compiled(expression, family)
    with mp.workprec(bits + 16):
        return tuple(to_ball(part(*shapes)) * wide(bits) for part in parts)


def along(expression: sp.Expr, family: Family, shapes: tuple[Any, ...], bits: int) -> Any:
    """``expression`` as a function of a Place of balls."""
    whole, _ = compiled(expression, family)
    fixed = constants(expression, family, shapes, bits)
    return lambda at: whole(*at, *fixed)
