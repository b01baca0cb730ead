"""Laplace law, the double exponential."""

from sympy import Abs, Symbol, exp, oo

from derive.family import Branch, Family

z = Symbol("z", real=True)

family = Family(
    name="laplace",
    title="Laplace",
    variable=z,
    support=(-oo, oo),
    branches=(Branch(-oo, 0, cdf=exp(z) / 2), Branch(0, oo, sf=exp(-z) / 2)),
    pdf=exp(-Abs(z)) / 2,
)
