"""Level: u and 1 - u in a quantile function as exponentials of a = log u and b = log(1 - u)."""

from __future__ import annotations

from functools import cache

from sympy import Expr, Integer, Pow, exp, expand_log, factor_list, fraction, log, together

from derive.family import Family, U
from derive.plan.mean import A, B, gather_sums


@cache
def in_logarithms(family: Family) -> Expr:
    """Q in a and b, each power an exponential."""
    assert family.quantile is not None
    return gather_sums(translate(family.quantile))


def translate(node: Expr) -> Expr:
    """From the outside inwards: 1 - u must be met before u."""
    if not node.has(U):
        return node
    if node.is_rational_function(U) and node.free_symbols == {U}:
        return factor_level(node)
    if isinstance(node, Pow) and not node.exp.is_Integer:
        return exp(node.exp * expand_log(log(translate(node.base))))
    if isinstance(node, log):
        return expand_log(log(translate(node.args[0])))
    return node.func(*map(translate, node.args))


def factor_level(node: Expr) -> Expr:
    """A rational function of u, its factors u and 1 - u as exponentials of a and b."""
    result: Expr = Integer(1)
    for part, sign in zip(fraction(together(node)), (1, -1), strict=True):
        constant, factors = factor_list(part, U)
        result *= constant**sign
        for factor, power in factors:
            result *= replace_factor(factor) ** (sign * power)
    return result


def replace_factor(factor: Expr) -> Expr:
    """u, 1 - u, or another polynomial in u."""
    if factor == U - 1:
        return -exp(B)
    return factor.subs(U, exp(A))
