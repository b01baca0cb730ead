"""Uniform law on the unit interval."""

from sympy import Symbol

from derive.family import Family, U

z = Symbol("z", positive=True)

family = Family(
    name="uniform",
    title="Uniform",
    variable=z,
    support=(0, 1),
    cdf=z,
    sf=1 - z,
    quantile=U,
    pdf=1,
)
