"""Generalised inverse Gaussian law; its normaliser is a Bessel function of the order p."""

from sympy import log, oo, symbols

from derive.domain import positive, real
from derive.family import Family

z, b = symbols("z b", positive=True)
p = symbols("p", real=True)

family = Family(
    name="geninvgauss",
    title="Generalised inverse Gaussian",
    variable=z,
    support=(0, oo),
    parameters=(real(p, tested=(1e-6, 30.0)), positive(b, tested=(1e-3, 1e4))),
    log_density=(p - 1) * log(z) - b * (z + 1 / z) / 2,
    normalised=False,
    source="Jorgensen 1982, Lecture Notes in Statistics 9",
)
