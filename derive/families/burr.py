"""Burr law of type III, F = (1 + z^-c)^-d."""

from sympy import log, oo, symbols

from derive.domain import positive
from derive.family import Family, Reduction
from derive.functions import softplus_quotient

z, c, d = symbols("z c d", positive=True)

family = Family(
    name="burr",
    title="Burr, type III",
    variable=z,
    support=(0, oo),
    parameters=(positive(c), positive(d)),
    reduction=Reduction(d * log(1 + z**-c), "expon"),
    pdf=c * d * z ** (-c - 1) / (1 + z**-c) ** (d + 1),
    stable={"d": z * softplus_quotient(-c * log(z)) / (c * d)},
)
