"""Inverse Gaussian law, the first passage of a Brownian motion with drift 1/mu through 1."""

from sympy import erfc, exp, oo, pi, sqrt, symbols

from derive.domain import positive
from derive.family import Family
from derive.functions import mills

z, mu = symbols("z mu", positive=True)

# The two scores, of the passage itself and of its mirror image.
direct = (z / mu - 1) / sqrt(2 * z)
mirror = (z / mu + 1) / sqrt(2 * z)

family = Family(
    name="invgauss",
    title="Inverse Gaussian",
    variable=z,
    support=(0, oo),
    parameters=(positive(mu, tested=(1e-4, 1e6)),),
    cdf=(erfc(-direct) + exp(2 / mu) * erfc(mirror)) / 2,
    sf=(erfc(direct) - exp(2 / mu) * erfc(mirror)) / 2,
    pdf=exp(-(direct**2)) / sqrt(2 * pi * z**3),
    # Only the factor e^(2/mu) of the mirror image moves F: the rest of F_mu cancels.
    stable={"mu": 2 * z * sqrt(z) * mills(mirror * sqrt(2)) / mu**2},
)
