"""Log-Laplace law; c is the rate of |log z|."""

from sympy import Piecewise, log, oo, symbols

from derive.domain import positive
from derive.family import Family, Reduction

z, c = symbols("z c", positive=True)

family = Family(
    name="loglaplace",
    title="Log-Laplace",
    variable=z,
    support=(0, oo),
    parameters=(positive(c),),
    reduction=Reduction(c * log(z), "laplace"),
    pdf=Piecewise((c * z ** (c - 1) / 2, z < 1), (c * z ** (-c - 1) / 2, True)),
)
