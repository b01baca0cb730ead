"""Reciprocal inverse Gaussian law, that of 1/x for x inverse Gaussian with mean mu."""

from sympy import exp, oo, pi, sqrt, symbols

from derive.domain import positive
from derive.family import Family, Reduction
from derive.functions import mills

z, mu = symbols("z mu", positive=True)

family = Family(
    name="recipinvgauss",
    title="Reciprocal inverse Gaussian",
    variable=z,
    support=(0, oo),
    parameters=(positive(mu, tested=(1e-4, 1e6)),),
    reduction=Reduction(1 / z, "invgauss", {"mu": mu}),
    pdf=exp(-((1 / mu - z) ** 2) / (2 * z)) / sqrt(2 * pi * z),
    stable={"mu": -2 * sqrt(z) * mills((1 / mu + z) / sqrt(z)) / mu**2},
)
