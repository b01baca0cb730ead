"""Soft: an expression in a = log u and b = log(1 - u) as one in t, of functions with kernels."""

from __future__ import annotations

from sympy import Abs, Add, Expr, Integer, Max, Mul, Piecewise, exp, expand, log

from derive.functions import (
    T,
    expm1_lag,
    expm1_ratio,
    log_softplus,
    logistic,
    softplus,
    softplus_quotient,
)
from derive.plan.mean import A, B, gather, gather_sums, lever, mean, split_logarithm

#: log(-a) and log(-b) by a function that does not underflow before its logarithm is taken.
SOFT: dict[Expr, Expr] = {-A: log_softplus(-T), -B: log_softplus(T)}


def write(expression: Expr) -> Expr:
    """In T, by functions that have kernels."""
    means = gather_sums(expression).replace(mean, write_mean).replace(lever, write_lever)
    logs = means.replace(lambda e: isinstance(e, log), write_logarithm)
    whole = logs.replace(lambda e: isinstance(e, exp), write_level)
    soft = whole.subs({A: -softplus(-T), B: -softplus(T)})
    return soft.replace(lambda e: isinstance(e, Mul), join)


def write_level(node: Expr) -> Expr:
    """u and 1 - u to whole powers by the logistic function."""
    total, factor = expand(node.args[0], log=False), Integer(1)
    for symbol, level in ((A, logistic(T)), (B, logistic(-T))):
        for term in Add.make_args(total):
            count = term.coeff(symbol)
            if term == count * symbol and count.is_Integer:
                total, factor = total - term, factor * level**count
    return factor * exp(total)


def write_mean(a: Expr, b: Expr) -> Expr:
    """e^max(A, B) (e^x - 1)/x with x = -|A - B|."""
    return Max(exp(a), exp(b)) * expm1_ratio(-Abs(gather(a - b)))


def write_lever(a: Expr, b: Expr) -> Expr:
    """The same with the derivative of (e^x - 1)/x, seen from the larger of A and B."""
    x = -Abs(gather(a - b))
    part = Piecewise((expm1_lag(x), gather(a - b) < 0), (expm1_ratio(x) - expm1_lag(x), True))
    return Max(exp(a), exp(b)) * part


def write_logarithm(node: Expr) -> Expr:
    """Of a product of positive factors the sum; of a larger exponential the larger exponent."""
    (x,) = node.args
    if x in SOFT:
        return SOFT[x]
    if is_larger(x):
        return Max(*(log(f) for f in x.args))
    parts = split_logarithm(node)
    return node if parts == node else parts.replace(lambda e: isinstance(e, log), write_logarithm)


def is_larger(node: Expr) -> bool:
    """The larger of exponentials."""
    return isinstance(node, Max) and all(f == 1 or isinstance(f, exp) for f in node.args)


def join(product: Expr) -> Expr:
    """u/-log(1 - u) and e^x/max(e^A, e^B), of which both sides vanish or overflow together."""
    for t in (T, -T):
        while logistic(t) in product.args and 1 / softplus(t) in product.args:
            product = product / logistic(t) * softplus(t) / softplus_quotient(t)
    powers = [f for f in product.args if isinstance(f, exp)]
    for factor in product.args:
        if powers and is_larger(1 / factor):
            (power, *_), larger = powers, 1 / factor
            return product / power / factor / Max(*(f / power for f in larger.args))
    return product
