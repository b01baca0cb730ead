"""Gibrat's law, the log-normal with s = 1."""

from sympy import Symbol, exp, log, oo, pi, sqrt

from derive.family import Family, Reduction

z = Symbol("z", positive=True)

family = Family(
    name="gibrat",
    title="Gibrat",
    variable=z,
    support=(0, oo),
    reduction=Reduction(log(z), "norm"),
    pdf=exp(-(log(z) ** 2) / 2) / (z * sqrt(2 * pi)),
)
