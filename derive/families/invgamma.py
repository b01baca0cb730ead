"""Inverse gamma law, that of 1/x for x gamma with shape a."""

from sympy import log, loggamma, oo, symbols

from derive.domain import positive
from derive.family import Family, Reduction

z, a = symbols("z a", positive=True)

family = Family(
    name="invgamma",
    title="Inverse gamma",
    variable=z,
    support=(0, oo),
    parameters=(positive(a, tested=(1e-4, 1e8)),),
    reduction=Reduction(1 / z, "gamma", {"a": a}),
    log_density=-(a + 1) * log(z) - 1 / z - loggamma(a),
)
