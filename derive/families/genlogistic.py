"""Generalised logistic law of type I, F = (1 + e^-z)^-c."""

from sympy import exp, log, oo, symbols

from derive.domain import positive
from derive.family import Family, Reduction
from derive.functions import softplus_quotient

z = symbols("z", real=True)
c = symbols("c", positive=True)

family = Family(
    name="genlogistic",
    title="Generalised logistic",
    variable=z,
    support=(-oo, oo),
    parameters=(positive(c),),
    reduction=Reduction(c * log(1 + exp(-z)), "expon"),
    pdf=c * exp(-z) / (1 + exp(-z)) ** (c + 1),
    stable={"c": softplus_quotient(-z) / c},
)
