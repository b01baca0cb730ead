"""Generalised gamma law, that of x^(1/c) for x gamma with shape a; c may be negative."""

from sympy import Abs, Ne, Symbol, log, loggamma, oo

from derive.domain import positive, real
from derive.family import Family, Reduction
from derive.functions import gamma_rate_at

z = Symbol("z", positive=True)
a = Symbol("a", positive=True)
c = Symbol("c", real=True)

family = Family(
    name="gengamma",
    title="Generalised gamma",
    variable=z,
    support=(0, oo),
    parameters=(positive(a, tested=(1e-2, 1e6)), real(c, tested=(1e-2, 1e2))),
    constraints=(Ne(c, 0),),
    reduction=Reduction(z**c, "gamma", {"a": a}),
    log_density=log(Abs(c)) + (c * a - 1) * log(z) - z**c - loggamma(a),
    stable={"a": z * gamma_rate_at(z**c, c * log(z), a) / c},
)
