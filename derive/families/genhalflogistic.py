"""Generalised half-logistic law; c -> 0 is the half-logistic."""

from sympy import log, symbols

from derive.domain import positive
from derive.family import Family, Reduction

z, c = symbols("z c", positive=True)

family = Family(
    name="genhalflogistic",
    title="Generalised half-logistic",
    variable=z,
    support=(0, 1 / c),
    parameters=(positive(c),),
    reduction=Reduction(-log(1 - c * z) / c, "halflogistic"),
    pdf=2 * (1 - c * z) ** (1 / c - 1) / (1 + (1 - c * z) ** (1 / c)) ** 2,
)
