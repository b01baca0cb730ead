"""Gumbel law of the largest extreme."""

from sympy import Symbol, exp, log, oo

from derive.family import Family, U

z = Symbol("z", real=True)

family = Family(
    name="gumbel_r",
    title="Gumbel, right-skewed",
    variable=z,
    support=(-oo, oo),
    cdf=exp(-exp(-z)),
    quantile=-log(-log(U)),
    pdf=exp(-z - exp(-z)),
)
