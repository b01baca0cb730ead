"""Normal law."""

from sympy import Symbol, erfc, exp, oo, pi, sqrt

from derive.family import Family

z = Symbol("z", real=True)

family = Family(
    name="norm",
    title="Normal",
    variable=z,
    support=(-oo, oo),
    cdf=erfc(-z / sqrt(2)) / 2,
    sf=erfc(z / sqrt(2)) / 2,
    pdf=exp(-(z**2) / 2) / sqrt(2 * pi),
)
