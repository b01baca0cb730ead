"""Inverse: the quantile of a law in which z stands in one error function only.

F(z) = h(erf(g(z))) is solved for the error function, which the normal quantile inverts, and then
for z. ``state`` checks the root by numbers.
"""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Dummy, Expr, erf, erfc, expand_power_base, powdenest, solve, sqrt

from derive.derivation.patience import try_for
from derive.family import Family, U
from derive.functions import ndtri, ndtri_offset


def normal_roots(family: Family, law: Expr) -> Iterator[Expr]:
    """The z with ``law`` = u; nothing where the law has another form or SymPy finds no root."""
    z = family.variable
    calls = [call for call in law.atoms(erf, erfc) if call.has(z)]
    value = Dummy(positive=True)
    if len(calls) != 1 or law.subs(calls[0], value).has(z):
        return
    point, (argument,) = Dummy(real=True), calls[0].args
    for level in roots(law.subs(calls[0], value) - U, value):
        for root in roots(argument - point, z):
            yield root.subs(point, invert_error(calls[0], level))


def invert_error(call: Expr, level: Expr) -> Expr:
    """The argument at which the error function is ``level``."""
    half = powdenest(expand_power_base(level, force=True), force=True) / 2
    if isinstance(call, erf):
        return ndtri_offset(half) / sqrt(2)
    rest = (1 - half).expand()
    return (ndtri(rest) if rest.count_ops() < half.count_ops() else -ndtri(half)) / sqrt(2)


def roots(equation: Expr, symbol: Expr) -> list[Expr]:
    """What SymPy finds, unchecked, since numbers check it; nothing where it has no algorithm."""
    try:
        found = try_for(lambda: solve(equation, symbol, check=False), "invert the cdf")
    except (NotImplementedError, TypeError, ValueError, AttributeError):
        return []
    return [r for r in found or () if isinstance(r, Expr)]
