"""Gumbel law of the smallest extreme."""

from sympy import Symbol, exp, log, oo

from derive.family import Family, U

z = Symbol("z", real=True)

family = Family(
    name="gumbel_l",
    title="Gumbel, left-skewed",
    variable=z,
    support=(-oo, oo),
    cdf=1 - exp(-exp(z)),
    sf=exp(-exp(z)),
    quantile=log(-log(1 - U)),
    pdf=exp(z - exp(z)),
)
