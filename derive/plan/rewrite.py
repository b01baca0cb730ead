"""Rewriting rules from a pretty formula towards one that keeps its digits.

Every rule is an identity; a rule never decides that its result is better. ``choose`` measures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sympy import Add, Expr, I, Integer, Mul, Pow, Symbol, cancel, exp, expand_log, log, simplify

from derive.functions import (
    T,
    expm1,
    expm1_excess,
    expm1_lag,
    log1p,
    log1p_excess,
    log1p_ratio,
)  # fmt: skip

#: Analytic functions with a removable singularity at 0, in the order in which they are tried.
REMOVABLE = (log1p_excess, expm1_lag, expm1_excess)


def use_log1p(expression: Expr) -> Expr:
    """log(1 + u) to log1p(u)."""

    def rewrite(node: Expr) -> Expr:
        argument = node.args[0]
        if isinstance(argument, Add) and Integer(1) in argument.args:
            return log1p(argument - 1)
        return node

    return expression.replace(lambda e: isinstance(e, log), rewrite)


def use_expm1(expression: Expr) -> Expr:
    """c e^u - c to c expm1(u), and c - c e^u likewise."""
    return expression.replace(lambda e: isinstance(e, Add), pair_exponential)


def pair_exponential(total: Expr) -> Expr:
    for term in total.args:
        power = next((f for f in Mul.make_args(term) if isinstance(f, exp)), None)
        if power is not None and -term / power in total.args:
            coefficient = term / power
            return total - term + coefficient + coefficient * expm1(power.args[0])
    return total


def fold_exponentials(expression: Expr) -> Expr:
    """e^-u expm1(u) to -expm1(-u), which does not overflow."""

    def fold(product: Expr) -> Expr:
        for factor in product.args:
            if isinstance(factor, expm1) and exp(-factor.args[0]) in product.args:
                rest = product / factor / exp(-factor.args[0])
                return -rest * expm1(-factor.args[0])
        return product

    return expression.replace(lambda e: isinstance(e, Mul), fold)


def use_log1p_ratio(expression: Expr) -> Expr:
    """(1 + k s)^(q/k) to exp(q s L1(k s)), analytic through k = 0."""

    def rewrite(node: Expr) -> Expr:
        base, exponent = node.as_base_exp()
        shift = base - 1
        slope = cancel(shift * exponent)
        if not exponent.is_number and not slope.has(*exponent.free_symbols):
            return exp(slope * log1p_ratio(shift))
        return node

    return expression.replace(lambda e: isinstance(e, Pow), rewrite)


def use_removable(expression: Expr) -> Expr:
    """A formula 0/0 at a parameter's zero to a monomial times an analytic function."""
    for symbol in sorted(expression.free_symbols, key=str):
        for small in small_arguments(expression, symbol):
            found = match_removable(expression, symbol, small)
            if found is not None:
                return found
    return expression


def small_arguments(expression: Expr, symbol: Symbol) -> Iterator[Expr]:
    """The u = symbol * s of each log(1 + u) or exp(u) in ``expression``."""
    for node in sorted(expression.atoms(log, exp), key=str):
        u = node.args[0] - 1 if isinstance(node, log) else node.args[0]
        if u.has(symbol) and not cancel(u / symbol).has(symbol):
            yield u


def match_removable(expression: Expr, symbol: Symbol, small: Expr) -> Expr | None:
    """``expression`` as monomial * A(small) with A from REMOVABLE; None where none fits."""
    whole = expand_log(expression.subs(symbol, T * cancel(symbol / small)), force=True)
    for analytic in REMOVABLE:
        ratio = simplify(whole / analytic.formula)
        if not ratio.has(log, exp) and is_monomial(ratio):
            return ratio.subs(T, small) * analytic(small)
    return None


def is_monomial(expression: Expr) -> bool:
    """A product of symbols to powers, the variable of the analytic function included."""
    factors = Mul.make_args(cancel(expression))
    return all(f.is_number or f.is_Symbol or (f.is_Pow and f.base.is_Symbol) for f in factors)


RULES: tuple[tuple[str, Callable[[Expr], Expr]], ...] = (
    ("analytic through the limit", use_removable),
    ("log1p, expm1", lambda e: fold_exponentials(use_expm1(use_log1p(e)))),
    ("power as an exponential", lambda e: use_expm1(use_log1p(use_log1p_ratio(e)))),
)


def list_forms(expression: Expr) -> Iterator[tuple[str, Expr]]:
    """The formula itself and what each rule makes of it, by the rule's name."""
    yield "as derived", expression
    seen = {expression}
    for name, rule in RULES:
        form = rule(expression)
        if form not in seen and not form.has(I):
            seen.add(form)
            yield name, form
