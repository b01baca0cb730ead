"""Rewriting of images: differences of powers and exponentials by functions that keep their digits.

Every rule is an identity; ``closed`` measures which of their results is best.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sympy import Add, Expr, I, Integer, Mul, Pow, cancel, exp, log

from derive.functions import expm1, expm1_ratio, log1mexp, log1p, log1p_ratio, softplus
from derive.plan.rewrite import use_expm1

#: Analytic through 0, by the function whose quotient with its argument they are.
RATIOS = {expm1: expm1_ratio, log1p: log1p_ratio}


def is_one_plus(expression: Expr) -> bool:
    return isinstance(expression, Add) and Integer(1) in expression.args


def log_one_plus(u: Expr) -> Expr:
    """log(1 + u), without overflow where u is a power or an exponential."""
    if isinstance(u, exp):
        return softplus(u.args[0])
    if u.is_Pow and u.base.is_positive:
        return softplus(u.exp * log(u.base))
    if isinstance(-u, exp):
        return log1mexp(-(-u).args[0])
    return log1p(u)


def open_logarithms(expression: Expr) -> Expr:
    """log(1 + u), and (1 + u)^p as an exponential."""
    powers = expression.replace(
        lambda e: e.is_Pow and is_one_plus(e.base) and not e.exp.is_number,
        lambda e: exp(e.exp * log_one_plus(e.base - 1)),
    )
    return powers.replace(
        lambda e: isinstance(e, log) and is_one_plus(e.args[0]),
        lambda e: log_one_plus(e.args[0] - 1),
    )


def open_differences(expression: Expr) -> Expr:
    """log(e^u - 1) as u + log(1 - e^-u), and a power of e^u - 1 likewise: neither overflows."""

    def log_expm1(u: Expr) -> Expr:
        return u + log1mexp(u)

    powers = expression.replace(
        lambda e: isinstance(e, Pow) and isinstance(e.base, expm1),
        lambda e: exp(e.exp * log_expm1(e.base.args[0])),
    )
    return powers.replace(
        lambda e: isinstance(e, log) and isinstance(e.args[0], expm1),
        lambda e: log_expm1(e.args[0].args[0]),
    )


def use_ratios(expression: Expr) -> Expr:
    """expm1(c s)/c as s times the quotient that is analytic through c = 0, and log1p likewise."""
    before = None
    while before != expression:
        before, expression = expression, expression.replace(lambda e: isinstance(e, Mul), use_ratio)
    return expression


def use_ratio(product: Expr) -> Expr:
    for factor in product.args:
        if type(factor) in RATIOS:
            rest, (u,) = product / factor, factor.args
            for symbol in sorted(rest.free_symbols, key=str):
                if not (cancel(rest * symbol).has(symbol) or cancel(u / symbol).has(symbol)):
                    return cancel(rest * u) * RATIOS[type(factor)](u)
    return product


RULES: tuple[Callable[[Expr], Expr], ...] = (
    open_logarithms, use_expm1, open_differences, use_ratios,
)  # fmt: skip


def list_forms(image: Expr) -> Iterator[Expr]:
    """The image itself, and after each rule in turn."""
    form, seen = image, set()
    for rule in (lambda e: e, *RULES):
        form = rule(form)
        if form not in seen and not form.has(I):
            seen.add(form)
            yield form
