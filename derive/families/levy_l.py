"""Left-skewed Levy law, that of -1/x^2 for x normal."""

from sympy import Symbol, erf, erfc, exp, oo, pi, sqrt

from derive.family import Family

z = Symbol("z", real=True)

family = Family(
    name="levy_l",
    title="Levy, left-skewed",
    variable=z,
    support=(-oo, 0),
    cdf=erf(1 / sqrt(-2 * z)),
    sf=erfc(1 / sqrt(-2 * z)),
    pdf=exp(1 / (2 * z)) / (-z * sqrt(-2 * pi * z)),
)
