"""Log-gamma law, that of log x for x gamma with shape c."""

from sympy import Symbol, exp, loggamma, oo

from derive.domain import positive
from derive.family import Family, Reduction
from derive.functions import gamma_rate_at

z = Symbol("z", real=True)
c = Symbol("c", positive=True)

family = Family(
    name="loggamma",
    title="Log-gamma",
    variable=z,
    support=(-oo, oo),
    parameters=(positive(c, tested=(1e-4, 1e8)),),
    reduction=Reduction(exp(z), "gamma", {"a": c}),
    log_density=c * z - exp(z) - loggamma(c),
    stable={"c": gamma_rate_at(exp(z), z, c)},
)
