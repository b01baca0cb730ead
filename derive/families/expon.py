"""Exponential law."""

from sympy import Symbol, exp, log, oo

from derive.family import Family, U

z = Symbol("z", positive=True)

family = Family(
    name="expon",
    title="Exponential",
    variable=z,
    support=(0, oo),
    cdf=1 - exp(-z),
    sf=exp(-z),
    quantile=-log(1 - U),
    pdf=exp(-z),
)
