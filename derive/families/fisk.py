"""Fisk law, the log-logistic; c is the rate of log z."""

from sympy import log, oo, symbols

from derive.domain import positive
from derive.family import Family, Reduction

z, c = symbols("z c", positive=True)

family = Family(
    name="fisk",
    title="Fisk (log-logistic)",
    variable=z,
    support=(0, oo),
    parameters=(positive(c),),
    reduction=Reduction(c * log(z), "logistic"),
    pdf=c * z ** (c - 1) / (1 + z**c) ** 2,
)
