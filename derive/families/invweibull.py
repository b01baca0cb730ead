"""Inverse Weibull law (Frechet's), F = exp(-z^-c)."""

from sympy import exp, oo, symbols

from derive.domain import positive
from derive.family import Family, Reduction

z, c = symbols("z c", positive=True)

family = Family(
    name="invweibull",
    title="Inverse Weibull",
    variable=z,
    support=(0, oo),
    parameters=(positive(c),),
    reduction=Reduction(z**-c, "expon"),
    pdf=c * z ** (-c - 1) * exp(-(z**-c)),
)
