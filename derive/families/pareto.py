"""Pareto law of the first kind, on z >= 1."""

from sympy import log, oo, symbols

from derive.domain import positive
from derive.family import Family, Reduction

z, b = symbols("z b", positive=True)

family = Family(
    name="pareto",
    title="Pareto",
    variable=z,
    support=(1, oo),
    parameters=(positive(b),),
    reduction=Reduction(b * log(z), "expon"),
    pdf=b / z ** (b + 1),
)
