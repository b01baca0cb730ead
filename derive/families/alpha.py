"""Alpha law, that of 1/x for x normal with mean a, truncated to x > 0."""

from sympy import erfc, exp, oo, pi, sqrt, symbols

from derive.domain import positive
from derive.family import Family

z, a = symbols("z a", positive=True)

mass = erfc(-a / sqrt(2))

family = Family(
    name="alpha",
    title="Alpha",
    variable=z,
    support=(0, oo),
    parameters=(positive(a),),
    cdf=erfc((1 / z - a) / sqrt(2)) / mass,
    sf=(erfc((a - 1 / z) / sqrt(2)) - erfc(a / sqrt(2))) / mass,
    pdf=sqrt(2 / pi) * exp(-((a - 1 / z) ** 2) / 2) / (z**2 * mass),
)
