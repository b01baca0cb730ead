"""Kolmogorov's limit law of the two-sided statistic; the two series are theta functions."""

from sympy import Sum, Symbol, exp, oo, pi, sqrt

from derive.family import Family

z = Symbol("z", positive=True)
k = Symbol("k", integer=True, positive=True)

family = Family(
    name="kstwobign",
    title="Kolmogorov limit law",
    variable=z,
    support=(0, oo),
    cdf=sqrt(2 * pi) / z * Sum(exp(-((2 * k - 1) ** 2) * pi**2 / (8 * z**2)), (k, 1, oo)),
    sf=2 * Sum((-1) ** (k - 1) * exp(-2 * k**2 * z**2), (k, 1, oo)),
    pdf=8 * z * Sum((-1) ** (k - 1) * k**2 * exp(-2 * k**2 * z**2), (k, 1, oo)),
    source="Feller 1948, Ann. Math. Statist. 19, 177",
)
