"""Kolmogorov-Smirnov law of the one-sided statistic of n observations."""

from sympy import Integer, Sum, Symbol, binomial, floor

from derive.domain import integer
from derive.family import Family

z = Symbol("z", positive=True)
n = Symbol("n", integer=True, positive=True)
k = Symbol("k", integer=True, nonnegative=True)

place = z + k / n

family = Family(
    name="ksone",
    title="Kolmogorov-Smirnov, one-sided",
    variable=z,
    support=(0, Integer(1)),
    parameters=(integer(n, tested=(1, 60)),),
    sf=z
    * Sum(
        binomial(n, k) * place ** (k - 1) * (1 - place) ** (n - k),
        (k, 0, floor(n * (1 - z))),
    ),
    source="Birnbaum and Tingey 1951, doi:10.1214/aoms/1177729550",
)
