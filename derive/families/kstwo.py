"""Kolmogorov-Smirnov law of the two-sided statistic of n observations."""

from sympy import Integer, Symbol

from derive.domain import integer
from derive.family import Family
from derive.functions import kolmogorov

z = Symbol("z", positive=True)
n = Symbol("n", integer=True, positive=True)

family = Family(
    name="kstwo",
    title="Kolmogorov-Smirnov, two-sided",
    variable=z,
    support=(1 / (2 * n), Integer(1)),
    parameters=(integer(n, tested=(1, 40)),),
    cdf=kolmogorov(n, z),
    source="Durbin 1973, doi:10.1137/1.9781611970586",
)
