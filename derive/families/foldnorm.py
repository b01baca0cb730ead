"""Folded normal law, that of |x + c| for x normal."""

from sympy import cosh, erfc, exp, oo, pi, sqrt, symbols

from derive.domain import within
from derive.family import Family

z = symbols("z", positive=True)
c = symbols("c", nonnegative=True)

family = Family(
    name="foldnorm",
    title="Folded normal",
    variable=z,
    support=(0, oo),
    parameters=(within(c, 0, oo, closed="lower"),),
    cdf=(erfc((c - z) / sqrt(2)) - erfc((c + z) / sqrt(2))) / 2,
    sf=(erfc((z - c) / sqrt(2)) + erfc((z + c) / sqrt(2))) / 2,
    pdf=sqrt(2 / pi) * cosh(c * z) * exp(-(z**2 + c**2) / 2),
)
