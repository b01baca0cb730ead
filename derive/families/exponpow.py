"""Exponential power law, 1 - F = exp(1 - exp(z^b)): a power of the Gompertz law with c = 1."""

from sympy import exp, oo, symbols

from derive.domain import positive
from derive.family import Family, Reduction

z, b = symbols("z b", positive=True)

family = Family(
    name="exponpow",
    title="Exponential power",
    variable=z,
    support=(0, oo),
    parameters=(positive(b),),
    reduction=Reduction(z**b, "gompertz", {"c": 1}),
    pdf=b * z ** (b - 1) * exp(1 + z**b - exp(z**b)),
)
