"""Cauchy law."""

from sympy import Symbol, atan2, oo, pi

from derive.family import Family

z = Symbol("z", real=True)

family = Family(
    name="cauchy",
    title="Cauchy",
    variable=z,
    support=(-oo, oo),
    cdf=atan2(1, -z) / pi,
    sf=atan2(1, z) / pi,
    pdf=1 / (pi * (1 + z**2)),
)
