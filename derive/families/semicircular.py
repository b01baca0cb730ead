"""Wigner's semicircle law on [-1, 1]."""

from sympy import Rational, Symbol, asin, pi, sqrt

from derive.family import Family

z = Symbol("z", real=True)

half = Rational(1, 2)
excess = (z * sqrt(1 - z**2) + asin(z)) / pi

family = Family(
    name="semicircular",
    title="Semicircular",
    variable=z,
    support=(-1, 1),
    cdf=half + excess,
    sf=half - excess,
    pdf=2 * sqrt(1 - z**2) / pi,
)
