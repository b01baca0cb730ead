"""Log-normal law; s is the standard deviation of log z."""

from sympy import exp, log, oo, pi, sqrt, symbols

from derive.domain import positive
from derive.family import Family, Reduction

z, s = symbols("z s", positive=True)

family = Family(
    name="lognorm",
    title="Log-normal",
    variable=z,
    support=(0, oo),
    parameters=(positive(s),),
    reduction=Reduction(log(z) / s, "norm"),
    pdf=exp(-(log(z) ** 2) / (2 * s**2)) / (s * z * sqrt(2 * pi)),
)
