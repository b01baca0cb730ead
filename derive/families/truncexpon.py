"""Exponential law truncated to [0, b]."""

from sympy import exp, symbols

from derive.domain import positive
from derive.family import Family
from derive.functions import expm1

z, b = symbols("z b", positive=True)

mass = 1 - exp(-b)

family = Family(
    name="truncexpon",
    title="Truncated exponential",
    variable=z,
    support=(0, b),
    parameters=(positive(b),),
    cdf=(1 - exp(-z)) / mass,
    sf=(exp(-z) - exp(-b)) / mass,
    pdf=exp(-z) / mass,
    stable={"b": exp(z - b) * expm1(-z) / expm1(-b)},
)
