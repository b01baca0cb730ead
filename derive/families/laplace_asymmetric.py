"""Asymmetric Laplace law; rates 1/kappa left and kappa right of 0 (Kozubowski, Podgorski 2000)."""

from sympy import Piecewise, exp, oo, symbols

from derive.domain import positive
from derive.family import Branch, Family

z = symbols("z", real=True)
kappa = symbols("kappa", positive=True)

weight = kappa / (1 + kappa**2)

family = Family(
    name="laplace_asymmetric",
    title="Asymmetric Laplace",
    variable=z,
    support=(-oo, oo),
    parameters=(positive(kappa),),
    branches=(
        Branch(-oo, 0, cdf=kappa * weight * exp(z / kappa)),
        Branch(0, oo, sf=weight / kappa * exp(-kappa * z)),
    ),
    pdf=weight * Piecewise((exp(z / kappa), z < 0), (exp(-kappa * z), True)),
    source="Kozubowski and Podgorski 2000, doi:10.1007/PL00022717",
)
