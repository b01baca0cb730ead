"""Anglit law, density cos 2z."""

from sympy import Symbol, cos, pi, sin

from derive.family import Family

z = Symbol("z", real=True)

family = Family(
    name="anglit",
    title="Anglit",
    variable=z,
    support=(-pi / 4, pi / 4),
    cdf=sin(z + pi / 4) ** 2,
    sf=cos(z + pi / 4) ** 2,
    pdf=cos(2 * z),
)
