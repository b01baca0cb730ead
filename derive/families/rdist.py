"""R law on [-1, 1]: z^2 is beta with shapes 1/2 and c/2, either sign as likely."""

from sympy import Integer, Rational, Symbol, log, loggamma, pi

from derive.domain import positive
from derive.family import Family, Reduction
from derive.functions import beta_rate

z = Symbol("z", real=True)
c = Symbol("c", positive=True)
half = Rational(1, 2)
rest = (1 - z) * (1 + z)

family = Family(
    name="rdist",
    title="R (symmetric beta)",
    variable=z,
    support=(Integer(-1), Integer(1)),
    parameters=(positive(c, tested=(2e-3, 2e6)),),
    reduction=Reduction(z**2, "beta", {"a": half, "b": c / 2}, folded=True),
    log_density=(c / 2 - 1) * log(rest) + loggamma((c + 1) / 2) - loggamma(c / 2) - log(pi) / 2,
    even=True,
    stable={"c": -z * rest * beta_rate(rest, z**2, c / 2, half) / 4},
)
