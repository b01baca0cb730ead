"""Weibull law of the largest extreme, on z <= 0: the mirror image of weibull_min."""

from sympy import exp, oo, symbols

from derive.domain import positive
from derive.family import Family, Reduction

z = symbols("z", real=True)
c = symbols("c", positive=True)

family = Family(
    name="weibull_max",
    title="Weibull, maximum",
    variable=z,
    support=(-oo, 0),
    parameters=(positive(c),),
    reduction=Reduction(-z, "weibull_min", {"c": c}),
    pdf=c * (-z) ** (c - 1) * exp(-((-z) ** c)),
)
