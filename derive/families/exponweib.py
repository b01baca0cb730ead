"""Exponentiated Weibull law, F = (1 - exp(-z^c))^a."""

from sympy import exp, log, oo, symbols

from derive.domain import positive
from derive.family import Family, Reduction
from derive.functions import gumbel_quotient

z, a, c = symbols("z a c", positive=True)

family = Family(
    name="exponweib",
    title="Exponentiated Weibull",
    variable=z,
    support=(0, oo),
    parameters=(positive(a), positive(c)),
    reduction=Reduction(-a * log(1 - exp(-(z**c))), "expon"),
    pdf=a * c * (1 - exp(-(z**c))) ** (a - 1) * exp(-(z**c)) * z ** (c - 1),
    stable={"a": z * gumbel_quotient(c * log(z)) / (a * c)},
)
