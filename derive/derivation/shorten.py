"""Shorten: the form of a formula that people read. Never the one that the machine evaluates."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from sympy import (
    Expr,
    Pow,
    cancel,
    count_ops,
    expand_log,
    factor,
    log,
    piecewise_fold,
    powsimp,
    simplify,
    together,
    trigsimp,
)  # fmt: skip

from derive.derivation.patience import try_for

REWRITES: tuple[Callable[[Expr], Expr], ...] = (
    lambda e: e,
    powsimp,
    together,
    cancel,
    factor,
    simplify,
    trigsimp,
    lambda e: expand_log(e, force=True),
    lambda e: factor(expand_log(powsimp(e), force=True)),
    lambda e: simplify(expand_log(e, force=True)),
)

#: Above this many operations only the cheap rewrites are tried; SymPy's others take minutes.
LARGE = 250


def length(expression: Expr) -> tuple[int, int, str]:
    """How long a formula reads: operations, then letters; the text itself breaks ties."""
    text = str(expression)
    return int(count_ops(expression)), len(text), text


def is_tangled(expression: Expr) -> bool:
    """Whether a logarithm holds a product or a power that it could be rid of."""
    return any(
        (node.args[0].is_Mul and len(node.args[0].args) > 2)
        or (node.args[0].has(Pow) and any(p.exp.has(Pow) for p in node.args[0].atoms(Pow)))
        for node in expression.atoms(log)
    )


def shorten(expression: Expr) -> Expr:
    """The shortest of several equal forms of ``expression``."""
    if expression.is_Piecewise:
        pieces = [(shorten(value), condition) for value, condition in expression.args]
        return piecewise_fold(expression.func(*pieces))
    rewrites = REWRITES if count_ops(expression) <= LARGE else REWRITES[:5]
    tried = [try_for(partial(rewrite, expression), "simplify a formula") for rewrite in rewrites]
    forms = [form for form in tried if form is not None]
    return min(forms, key=lambda form: (is_tangled(form), *length(form)))
