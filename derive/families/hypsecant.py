"""Hyperbolic secant law, density sech(z)/pi."""

from sympy import Symbol, atan, cosh, exp, oo, pi

from derive.family import Family

z = Symbol("z", real=True)

family = Family(
    name="hypsecant",
    title="Hyperbolic secant",
    variable=z,
    support=(-oo, oo),
    cdf=2 * atan(exp(z)) / pi,
    sf=2 * atan(exp(-z)) / pi,
    pdf=1 / (pi * cosh(z)),
)
