"""Pareto law truncated to [1, c]; b may have either sign, and b = 0 is the log-uniform."""

from sympy import oo, symbols

from derive.domain import real, within
from derive.family import Family

z, c = symbols("z c", positive=True)
b = symbols("b", real=True)

mass = 1 - c**-b

family = Family(
    name="truncpareto",
    title="Truncated Pareto",
    variable=z,
    support=(1, c),
    parameters=(real(b), within(c, 1, oo, tested=(1.01, 1e3))),
    cdf=(1 - z**-b) / mass,
    sf=(z**-b - c**-b) / mass,
    pdf=b * z ** (-b - 1) / mass,
)
