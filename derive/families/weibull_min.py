"""Weibull law of the smallest extreme."""

from sympy import exp, oo, symbols

from derive.domain import positive
from derive.family import Family, Reduction

z, c = symbols("z c", positive=True)

family = Family(
    name="weibull_min",
    title="Weibull, minimum",
    variable=z,
    support=(0, oo),
    parameters=(positive(c),),
    reduction=Reduction(z**c, "expon"),
    pdf=c * z ** (c - 1) * exp(-(z**c)),
)
