"""Beta prime law, that of x/(1 - x) for x beta with shapes a and b."""

from sympy import log, loggamma, oo, symbols

from derive.domain import positive
from derive.family import Family, Reduction

z, a, b = symbols("z a b", positive=True)

family = Family(
    name="betaprime",
    title="Beta prime",
    variable=z,
    support=(0, oo),
    parameters=(positive(a, tested=(1e-3, 1e6)), positive(b, tested=(1e-3, 1e6))),
    reduction=Reduction(z / (1 + z), "beta", {"a": a, "b": b}),
    log_density=(a - 1) * log(z)
    - (a + b) * log(1 + z)
    + loggamma(a + b)
    - loggamma(a)
    - loggamma(b),
)
