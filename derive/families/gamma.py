"""Gamma law with shape a."""

from sympy import log, loggamma, oo, symbols

from derive.domain import positive
from derive.family import Family
from derive.functions import gamma_rate

z, a = symbols("z a", positive=True)

family = Family(
    name="gamma",
    title="Gamma",
    variable=z,
    support=(0, oo),
    parameters=(positive(a, tested=(1e-4, 1e8)),),
    log_density=(a - 1) * log(z) - z - loggamma(a),
    velocities={"a": z * gamma_rate(z, a)},
)
