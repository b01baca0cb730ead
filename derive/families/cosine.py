"""Raised cosine law on [-pi, pi]."""

from sympy import Symbol, cos, pi, sin

from derive.family import Family

z = Symbol("z", real=True)

family = Family(
    name="cosine",
    title="Raised cosine",
    variable=z,
    support=(-pi, pi),
    cdf=(pi + z + sin(z)) / (2 * pi),
    sf=(pi - z - sin(z)) / (2 * pi),
    pdf=(1 + cos(z)) / (2 * pi),
)
