"""Fold: the law of |X + c|. Two points of the line fall together; each moves, weighted by density.

With r = p(z - c)/(p(z - c) + p(-z - c)), v = r v(z - c) - (1 - r) v(-z - c), and v_c = 2 r - 1.
"""

from __future__ import annotations

from sympy import Expr, Float, Integer, Piecewise, Symbol, cancel, factor, oo, simplify, tanh

from derive.combine.extreme import stated_cdf
from derive.combine.pieces import Given, is_line, join, name_of, read_family, read_parameter
from derive.combine.pieces import velocity as velocity_of
from derive.combine.tails import logarithm
from derive.derivation.shorten import LARGE
from derive.family import Family, SpecError

#: A z whose powers are still doubles.
FAR = Float(1e30)


def folded(base: str | Family, shift: Given = 0, name: str = "") -> Family:
    """The law of |X + shift| for X on the whole line.

    ``shift`` is a symbol, a Parameter or a number. SpecError for a law on another support, or
    whose cdf has no formula.
    """
    base = read_family(base)
    if not is_line(base):
        raise SpecError(f"family {base.name}: only a law on the whole line is folded here")
    c, more = read_parameter(shift)
    z = Symbol("z", positive=True)
    cdf = stated_cdf(base)
    sf = base.sf if base.sf is not None else 1 - cdf
    pdf = base.pdf if base.pdf is not None else cdf.diff(base.variable)

    def at(formula: Expr, x: Expr) -> Expr:
        return formula.subs(base.variable, x)

    excess = share(at(pdf, z - c), at(pdf, -z - c), z)
    right, left = (1 + excess) / 2, (1 - excess) / 2
    forms = {
        p.name: right * at(v, z - c) - left * at(v, -z - c)
        for p in base.parameters
        if not p.integer
        for v in [velocity_of(base, p.name)]
    }
    forms |= {p.name: excess for p in more}
    return Family(
        name=name or name_of("folded", [base]),
        variable=z,
        support=(Integer(0), oo),
        parameters=join(base.parameters, more),
        cdf=at(cdf, z - c) - at(cdf, -z - c),
        sf=at(sf, z - c) + at(cdf, -z - c),
        pdf=at(pdf, z - c) + at(pdf, -z - c),
        constraints=base.constraints,
        stable=forms,
    )


def share(first: Expr, second: Expr, z: Symbol) -> Expr:
    """(first - second)/(first + second) of two densities, by their logarithms where shorter."""
    lean = logarithm(first) - logarithm(second)
    if lean.count_ops() <= LARGE:
        lean = factor(simplify(lean))
    if lean.is_rational_function():
        return tanh(lean / 2)
    quotient = (first - second) / (first + second)
    return (
        widen(factor(simplify(quotient)), z) if quotient.is_rational_function() else tanh(lean / 2)
    )


def widen(quotient: Expr, z: Symbol) -> Expr:
    """A rational function of z, in 1/z where the powers of z would overflow."""
    turned = factor(cancel(quotient.subs(z, 1 / z))).subs(z, 1 / z)
    return Piecewise((quotient, z < FAR), (turned, True))
