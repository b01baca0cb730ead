"""Levy law, that of 1/x^2 for x normal."""

from sympy import Symbol, erf, erfc, exp, oo, pi, sqrt

from derive.family import Family

z = Symbol("z", positive=True)

family = Family(
    name="levy",
    title="Levy",
    variable=z,
    support=(0, oo),
    cdf=erfc(1 / sqrt(2 * z)),
    sf=erf(1 / sqrt(2 * z)),
    pdf=exp(-1 / (2 * z)) / (z * sqrt(2 * pi * z)),
)
