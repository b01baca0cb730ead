"""Gompertz law, of hazard c e^z."""

from sympy import exp, oo, symbols

from derive.domain import positive
from derive.family import Family, Reduction

z, c = symbols("z c", positive=True)

family = Family(
    name="gompertz",
    title="Gompertz",
    variable=z,
    support=(0, oo),
    parameters=(positive(c),),
    reduction=Reduction(c * (exp(z) - 1), "expon"),
    pdf=c * exp(z) * exp(-c * (exp(z) - 1)),
)
