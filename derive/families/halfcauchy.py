"""Half-Cauchy law, that of |z| for z Cauchy."""

from sympy import Symbol, atan, oo, pi

from derive.family import Family

z = Symbol("z", positive=True)

family = Family(
    name="halfcauchy",
    title="Half-Cauchy",
    variable=z,
    support=(0, oo),
    cdf=2 * atan(z) / pi,
    sf=2 * atan(1 / z) / pi,
    pdf=2 / (pi * (1 + z**2)),
)
