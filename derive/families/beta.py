"""Beta law with shapes a and b."""

from sympy import Integer, log, loggamma, symbols

from derive.domain import positive
from derive.family import Family
from derive.functions import beta_rate

z, a, b = symbols("z a b", positive=True)
rest = 1 - z

family = Family(
    name="beta",
    title="Beta",
    variable=z,
    support=(0, Integer(1)),
    parameters=(positive(a, tested=(1e-3, 1e6)), positive(b, tested=(1e-3, 1e6))),
    log_density=(a - 1) * log(z)
    + (b - 1) * log(rest)
    + loggamma(a + b)
    - loggamma(a)
    - loggamma(b),
    velocities={
        "a": z * rest * beta_rate(z, rest, a, b),
        "b": -z * rest * beta_rate(rest, z, b, a),
    },
)
