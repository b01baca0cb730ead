"""Chi law with df degrees of freedom, that of the square root of a chi-squared variate."""

from sympy import log, loggamma, oo, symbols

from derive.domain import positive
from derive.family import Family, Reduction
from derive.functions import gamma_rate_at

z, df = symbols("z df", positive=True)

family = Family(
    name="chi",
    title="Chi",
    variable=z,
    support=(0, oo),
    parameters=(positive(df, tested=(2e-4, 1e8)),),
    reduction=Reduction(z**2 / 2, "gamma", {"a": df / 2}),
    log_density=(df - 1) * log(z) - z**2 / 2 - (df / 2 - 1) * log(2) - loggamma(df / 2),
    stable={"df": z * gamma_rate_at(z**2 / 2, 2 * log(z) - log(2), df / 2) / 4},
)
