"""Nakagami law, that of sqrt(x/nu) for x gamma with shape nu."""

from sympy import log, loggamma, oo, symbols

from derive.domain import positive
from derive.family import Family, Reduction
from derive.functions import gamma_rate_at

z, nu = symbols("z nu", positive=True)

family = Family(
    name="nakagami",
    title="Nakagami",
    variable=z,
    support=(0, oo),
    parameters=(positive(nu, tested=(1e-4, 1e8)),),
    reduction=Reduction(nu * z**2, "gamma", {"a": nu}),
    log_density=log(2) + nu * log(nu) + (2 * nu - 1) * log(z) - nu * z**2 - loggamma(nu),
    stable={"nu": z * (nu * gamma_rate_at(nu * z**2, 2 * log(z) + log(nu), nu) - 1) / (2 * nu)},
)
