"""Double gamma law: |z| is gamma with shape a, either sign as likely."""

from sympy import Abs, Eq, Piecewise, Symbol, log, loggamma, oo

from derive.domain import positive
from derive.family import Family, Reduction
from derive.functions import gamma_rate

z = Symbol("z", real=True)
a = Symbol("a", positive=True)

family = Family(
    name="dgamma",
    title="Double gamma",
    variable=z,
    support=(-oo, oo),
    parameters=(positive(a, tested=(1e-4, 1e8)),),
    reduction=Reduction(Abs(z), "gamma", {"a": a}, folded=True),
    log_density=(a - 1) * log(Abs(z)) - Abs(z) - log(2) - loggamma(a),
    even=True,
    stable={"a": Piecewise((0, Eq(z, 0)), (z * gamma_rate(Abs(z), a), True))},
)
