"""Forms: equal ways to write a function of the law; ``choose`` takes the first good one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sympy import (
    ITE,
    Expr,
    I,
    Mul,
    Piecewise,
    Rational,
    Symbol,
    asin,
    atan,
    cos,
    cot,
    csc,
    erf,
    erfc,
    exp,
    log,
    pi,
    piecewise_fold,
    sec,
    sin,
    sqrt,
    tan,
)

from derive.combine import tails as combine
from derive.combine.tails import Tails, logarithm, stable
from derive.family import Family
from derive.functions import expm1, hypot1, log1p, log_ndtr, lorentz, normal_mass
from derive.law import state
from derive.law.slope import slope
from derive.law.stated import stated as stated_forms
from derive.transport.rewrite import list_forms

HALF = Rational(1, 2)
#: Trigonometric functions without a kernel, by those that have one.
RECIPROCAL = {cot: lambda x: 1 / tan(x), sec: lambda x: 1 / cos(x), csc: lambda x: 1 / sin(x)}


def variants(*formulas: Expr | None) -> Iterator[Expr]:
    """Each formula, then with functions that keep digits, then as ``transport.rewrite`` has it."""
    given = [f for f in formulas if f is not None]
    seen: set[Expr] = set()
    for rewrite in (lambda e: [e], lambda e: [stable(e)], list_forms):
        for formula in given:
            for form in rewrite(lowered(formula)):
                if form not in seen and not form.has(I):
                    seen.add(form)
                    yield form


def lowered(formula: Expr) -> Expr:
    """Error functions by the normal law's, cotangents by tangents, roots of 1 + z^2 by hypot1."""
    formula = formula.replace(erfc, lambda x: 2 * exp(log_ndtr(-sqrt(2) * x)))
    formula = formula.replace(erf, lambda x: sqrt(2 / pi) * normal_mass(0, sqrt(2) * x))
    formula = formula.replace(asin, as_tangent)
    for kind in (tan, cot, sin, cos, sec, csc):
        formula = formula.replace(kind, lambda x, f=kind: f(x.expand()))
    for kind, rule in RECIPROCAL.items():
        formula = formula.replace(kind, rule)
    formula = formula.replace(lambda e: isinstance(e, Mul), use_lorentz)
    formula = formula.replace(
        lambda e: e.is_Pow and abs(e.exp) == HALF and is_square_sum(e.base),
        lambda e: hypot1((e.base - 1).base) ** (2 * e.exp),
    )
    return formula.replace(
        lambda e: isinstance(e, log) and is_square_sum(e.args[0]),
        lambda e: 2 * log(hypot1((e.args[0] - 1).base)),
    )


def as_tangent(x: Expr) -> Expr:
    """asin(x) by an arctangent, with 1 - x^2 in factors; of a root, without its square."""
    if x.is_Pow and x.exp == HALF:
        return atan(sqrt(x.base / (1 - x.base)))
    return atan(x / sqrt((1 - x) * (1 + x)))


def use_lorentz(product: Expr) -> Expr:
    """s/(1 + s^2) without the square, which overflows."""
    for factor in product.args:
        if factor.is_Pow and factor.exp == -1 and is_square_sum(factor.base):
            root = (factor.base - 1).base
            if root in product.args:
                return product / factor / root * lorentz(root)
    return product


def is_square_sum(expression: Expr) -> bool:
    """Whether it is 1 + s^2."""
    rest = expression - 1
    return bool(expression.is_Add and rest.is_Pow and rest.exp == 2)


def log_densities(family: Family) -> Iterator[Expr]:
    """log p in the form stated, by its formula, and as the tails have it."""
    yield from known_form(family, "logpdf")
    stated = state.log_density(family)
    known = tails(family)
    if stated is not None:
        yield from variants(stated, None if known is None else known.log_density)


def densities(family: Family) -> Iterator[Expr]:
    yield from known_form(family, "pdf")
    stated = state.log_density(family)
    if stated is not None:
        yield from variants(family.pdf, exp(stated))
        yield from (exp(form) for form in log_densities(family))


def known_form(family: Family, name: str) -> Iterator[Expr]:
    """The form that ``law/stated`` has, if it has one."""
    if name in stated_forms(family):
        yield stated_forms(family)[name]


def tails(family: Family) -> Tails | None:
    """The tails that combinators use, with a condition that can be negated."""
    found = None if family.log_density is not None else combine.tails(family)
    if found is not None and isinstance(found.is_lower, Piecewise):
        return replace(found, is_lower=piecewise_fold(found.is_lower).rewrite(ITE))
    return found


def tail_forms(family: Family, upper: bool) -> Iterator[Expr]:
    """F or 1 - F: as stated, by the logarithm of either tail, and each in its own half."""
    yield from known_form(family, "sf" if upper else "cdf")
    stated, known = state.tails(family), tails(family)
    own, other = (None, None) if stated is None else stated[:: -1 if upper else 1]
    if known is not None:
        known = known.turned if upper else known
        yield from variants(own, exp(known.log_lower), -expm1(known.log_upper))
        below = exp(known.log_lower)
        yield Piecewise((below, known.is_lower), (1 - exp(known.log_upper), True))
        if own is not None and other is not None:
            for left, right in zip(variants(own), variants(other), strict=False):
                yield Piecewise((left, known.is_lower), (1 - right, True))
    else:
        yield from variants(own)
        if own is not None and other is not None:
            below, above = stable(lowered(own)), stable(lowered(other))
            yield Piecewise((below, below <= HALF), (1 - above, True))


def log_tail_forms(family: Family, upper: bool) -> Iterator[Expr]:
    """log F or log(1 - F), which keeps its digits where the tail rounds to 1 or to 0."""
    yield from known_form(family, "logsf" if upper else "logcdf")
    stated, known = state.tails(family), tails(family)
    own, other = (None, None) if stated is None else stated[:: -1 if upper else 1]
    if known is not None:
        known = known.turned if upper else known
        yield from variants(known.log_lower, known.log_cdf)
        if other is not None:
            for right in variants(other):
                yield Piecewise((known.log_lower, known.is_lower), (log1p(-right), True))
    if own is not None and other is not None:
        yield from variants(logarithm(lowered(own)))
        yield from (log1p(-right) for right in variants(other))
        below, above = stable(lowered(own)), stable(lowered(other))
        yield Piecewise((stable(logarithm(lowered(own))), below <= HALF), (log1p(-above), True))


def quantile_forms(family: Family, upper: bool) -> Iterator[Expr]:
    yield from known_form(family, "isf" if upper else "ppf")
    found = state.quantiles(family)
    if found is not None:
        yield from variants(found[upper])


def slopes_of(form: Expr, symbol: Symbol) -> Iterator[Expr]:
    """Forms of the derivative of a form that keeps its digits."""
    found = slope(form, symbol)
    if found is not None:
        yield from variants(found)
