"""Rayleigh law, the length of a normal vector in the plane."""

from sympy import Symbol, exp, oo

from derive.family import Family

z = Symbol("z", positive=True)

family = Family(
    name="rayleigh",
    title="Rayleigh",
    variable=z,
    support=(0, oo),
    cdf=1 - exp(-(z**2) / 2),
    sf=exp(-(z**2) / 2),
    pdf=z * exp(-(z**2) / 2),
)
