"""Triangular law on the unit interval with mode c."""

from sympy import Piecewise, symbols

from derive.domain import within
from derive.family import Branch, Family

z = symbols("z", positive=True)
c = symbols("c", nonnegative=True)

family = Family(
    name="triang",
    title="Triangular",
    variable=z,
    support=(0, 1),
    parameters=(within(c, 0, 1, closed="both"),),
    branches=(Branch(0, c, cdf=z**2 / c), Branch(c, 1, sf=(1 - z) ** 2 / (1 - c))),
    pdf=Piecewise((2 * z / c, z < c), (2 * (1 - z) / (1 - c), True)),
    stable={"c": Piecewise((z / (2 * c), (z < c) | (c >= 1)), ((1 - z) / (2 * (1 - c)), True))},
)
