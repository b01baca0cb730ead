"""Arcsine law on the unit interval."""

from sympy import Symbol, asin, pi, sqrt

from derive.family import Family

z = Symbol("z", positive=True)

family = Family(
    name="arcsine",
    title="Arcsine",
    variable=z,
    support=(0, 1),
    cdf=2 * asin(sqrt(z)) / pi,
    sf=2 * asin(sqrt(1 - z)) / pi,
    pdf=1 / (pi * sqrt(z * (1 - z))),
)
