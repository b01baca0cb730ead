"""Half-normal law, that of |z| for z normal."""

from sympy import Symbol, erf, erfc, exp, oo, pi, sqrt

from derive.family import Family

z = Symbol("z", positive=True)

family = Family(
    name="halfnorm",
    title="Half-normal",
    variable=z,
    support=(0, oo),
    cdf=erf(z / sqrt(2)),
    sf=erfc(z / sqrt(2)),
    pdf=sqrt(2 / pi) * exp(-(z**2) / 2),
)
