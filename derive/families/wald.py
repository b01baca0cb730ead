"""Wald law, the inverse Gaussian with mean 1."""

from sympy import Integer, Symbol, oo

from derive.family import Family, Reduction

z = Symbol("z", positive=True)

family = Family(
    name="wald",
    title="Wald",
    variable=z,
    support=(0, oo),
    reduction=Reduction(z, "invgauss", {"mu": Integer(1)}),
)
