"""Moyal law; e^-z is chi-square with one degree of freedom."""

from sympy import Symbol, erf, erfc, exp, oo, pi, sqrt

from derive.family import Family

z = Symbol("z", real=True)

family = Family(
    name="moyal",
    title="Moyal",
    variable=z,
    support=(-oo, oo),
    cdf=erfc(exp(-z / 2) / sqrt(2)),
    sf=erf(exp(-z / 2) / sqrt(2)),
    pdf=exp(-(z + exp(-z)) / 2) / sqrt(2 * pi),
    source="Moyal 1955, doi:10.1080/14786440308521076",
)
