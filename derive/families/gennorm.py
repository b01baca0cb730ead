"""Generalised normal law: |z| is half generalised normal, either sign as likely."""

from sympy import Abs, Symbol, log, loggamma, oo

from derive.domain import positive
from derive.family import Family, Reduction
from derive.functions import log_shift

z = Symbol("z", real=True)
beta = Symbol("beta", positive=True)
size = Abs(z)

family = Family(
    name="gennorm",
    title="Generalised normal",
    variable=z,
    support=(-oo, oo),
    parameters=(positive(beta, tested=(1e-2, 1e2)),),
    reduction=Reduction(size, "halfgennorm", {"beta": beta}, folded=True),
    log_density=log(beta) - log(2) - size**beta - loggamma(1 / beta),
    even=True,
    stable={"beta": -z * log_shift(size**beta, beta * log(size), 1 / beta) / beta**2},
)
