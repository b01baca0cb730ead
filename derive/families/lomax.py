"""Lomax law, the Pareto law shifted to start at 0."""

from sympy import log, oo, symbols

from derive.domain import positive
from derive.family import Family, Reduction

z, c = symbols("z c", positive=True)

family = Family(
    name="lomax",
    title="Lomax",
    variable=z,
    support=(0, oo),
    parameters=(positive(c),),
    reduction=Reduction(c * log(1 + z), "expon"),
    pdf=c / (1 + z) ** (c + 1),
)
