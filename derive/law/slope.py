"""Slope: the derivative of a form in functions that keep their digits, as a form of that kind.

SymPy's own derivative of such a function is that of its definition, which does not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from sympy import Dummy, Expr, Mul, Symbol, exp, pi, sqrt

from derive.functions import (
    Primitive,
    expm1,
    expm1_lag,
    expm1_ratio,
    hypot1,
    log1p,
    log1p_excess,
    log1p_ratio,
    log_ndtr,
    logistic,
    lorentz,
    mills,
    ndtri,
    ndtri_exp,
    ndtri_offset,
    softplus,
)

SLOPES: dict[Any, Callable[[Expr], Expr]] = {
    expm1: exp,
    expm1_ratio: expm1_lag,
    hypot1: lambda t: t / hypot1(t),
    log1p: lambda t: 1 / (1 + t),
    log1p_ratio: lambda t: -log1p_excess(t) / (1 + t),
    log_ndtr: lambda t: 1 / mills(-t),
    ndtri: lambda t: sqrt(2 * pi) * exp(ndtri(t) ** 2 / 2),
    ndtri_exp: lambda t: mills(-ndtri_exp(t)),
    ndtri_offset: lambda t: sqrt(2 * pi) * exp(ndtri_offset(t) ** 2 / 2),
    softplus: logistic,
}


def slope(form: Expr, symbol: Symbol) -> Expr | None:
    """d form/d symbol; None where it has a function without a rule."""
    if not form.has(Primitive):
        return form.diff(symbol)
    dummies = {call: Dummy(real=True) for call in outermost(form)}
    apart, back = form.xreplace(dummies), {dummy: call for call, dummy in dummies.items()}
    total = apart.diff(symbol).xreplace(back)
    for call, dummy in dummies.items():
        if not call.has(symbol):
            continue
        inner = slope(call.args[0], symbol) if type(call) in SLOPES else None
        if inner is None:
            return None
        rule = SLOPES[type(call)](call.args[0])
        total += apart.diff(dummy).xreplace(back) * rule * inner
    return total.replace(lambda e: isinstance(e, Mul), divide_squares)


def outermost(form: Expr) -> Iterator[Expr]:
    """The calls of such functions that do not stand inside of another one."""
    if isinstance(form, Primitive):
        yield form
        return
    for part in form.args:
        yield from outermost(part)


def divide_squares(product: Expr) -> Expr:
    """t/(1 + t^2) where a square of sqrt(1 + t^2) stands below, which overflows."""
    for factor in product.args:
        if factor.is_Pow and factor.exp == -2 and isinstance(factor.base, hypot1):
            t = factor.base.args[0]
            if t in product.args:
                return product / factor / t * lorentz(t)
    return product
