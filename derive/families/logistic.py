"""Logistic law."""

from sympy import Symbol, exp, log, oo

from derive.family import Family, U

z = Symbol("z", real=True)

family = Family(
    name="logistic",
    title="Logistic",
    variable=z,
    support=(-oo, oo),
    cdf=1 / (1 + exp(-z)),
    sf=1 / (1 + exp(z)),
    quantile=log(U) - log(1 - U),
    pdf=exp(-z) / (1 + exp(-z)) ** 2,
)
