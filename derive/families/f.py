"""F law with dfn and dfd degrees of freedom."""

from sympy import log, loggamma, oo, symbols

from derive.domain import positive
from derive.family import Family, Reduction
from derive.functions.beta import f_rate_at

z, dfn, dfd = symbols("z dfn dfd", positive=True)

# x and 1 - x of the beta variate, from their odds.
odds = dfn / dfd * z
log_odds = log(dfn / dfd) + log(z)
x, y = 1 / (1 + 1 / odds), 1 / (1 + odds)
a, b = dfn / 2, dfd / 2

family = Family(
    name="f",
    title="F",
    variable=z,
    support=(0, oo),
    parameters=(positive(dfn, tested=(2e-3, 2e6)), positive(dfd, tested=(2e-3, 2e6))),
    reduction=Reduction(dfn * z / (dfn * z + dfd), "beta", {"a": a, "b": b}),
    log_density=a * log(dfn)
    + b * log(dfd)
    + (a - 1) * log(z)
    - (a + b) * log(dfn * z + dfd)
    + loggamma(a + b)
    - loggamma(a)
    - loggamma(b),
    stable={
        "dfn": z * f_rate_at(x, log_odds, y, a, b) / dfn,
        "dfd": -z * f_rate_at(y, -log_odds, x, b, a) / dfd,
    },
)
