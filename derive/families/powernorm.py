"""Power normal law, 1 - F = Phi(-z)^c (NIST handbook, 1.3.6.6.13)."""

from sympy import erfc, exp, log, oo, pi, sqrt, symbols

from derive.domain import positive
from derive.family import Family, Reduction
from derive.functions import ndtr_quotient

z = symbols("z", real=True)
c = symbols("c", positive=True)

tail = erfc(z / sqrt(2)) / 2

family = Family(
    name="powernorm",
    title="Power normal",
    variable=z,
    support=(-oo, oo),
    parameters=(positive(c),),
    reduction=Reduction(-c * log(tail), "expon"),
    sf=tail**c,
    pdf=c * exp(-(z**2) / 2) / sqrt(2 * pi) * tail ** (c - 1),
    stable={"c": -ndtr_quotient(-z) / c},
)
