"""Maxwell law, the length of a normal vector in space."""

from sympy import Symbol, erf, erfc, exp, oo, pi, sqrt

from derive.family import Family

z = Symbol("z", positive=True)

bulge = sqrt(2 / pi) * z * exp(-(z**2) / 2)

family = Family(
    name="maxwell",
    title="Maxwell",
    variable=z,
    support=(0, oo),
    cdf=erf(z / sqrt(2)) - bulge,
    sf=erfc(z / sqrt(2)) + bulge,
    pdf=z * bulge,
)
