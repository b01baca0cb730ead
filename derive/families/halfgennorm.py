"""Half of the generalised normal law: z^beta is gamma with shape 1/beta."""

from sympy import log, loggamma, oo, symbols

from derive.domain import positive
from derive.family import Family, Reduction
from derive.functions import log_shift

z, beta = symbols("z beta", positive=True)

family = Family(
    name="halfgennorm",
    title="Half generalised normal",
    variable=z,
    support=(0, oo),
    parameters=(positive(beta, tested=(1e-2, 1e2)),),
    reduction=Reduction(z**beta, "gamma", {"a": 1 / beta}),
    log_density=log(beta) - z**beta - loggamma(1 / beta),
    stable={"beta": -z * log_shift(z**beta, beta * log(z), 1 / beta) / beta**2},
)
