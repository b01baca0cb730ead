"""Fatigue-life law of Birnbaum and Saunders: (sqrt z - 1/sqrt z)/c is normal."""

from sympy import exp, oo, pi, sqrt, symbols

from derive.domain import positive
from derive.family import Family, Reduction

z, c = symbols("z c", positive=True)

family = Family(
    name="fatiguelife",
    title="Fatigue life (Birnbaum-Saunders)",
    variable=z,
    support=(0, oo),
    parameters=(positive(c),),
    reduction=Reduction((sqrt(z) - 1 / sqrt(z)) / c, "norm"),
    pdf=(z + 1) / (2 * c * sqrt(2 * pi * z**3)) * exp(-((z - 1) ** 2) / (2 * z * c**2)),
)
