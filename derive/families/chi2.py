"""Chi-squared law with df degrees of freedom."""

from sympy import log, loggamma, oo, symbols

from derive.domain import positive
from derive.family import Family, Reduction

z, df = symbols("z df", positive=True)

family = Family(
    name="chi2",
    title="Chi-squared",
    variable=z,
    support=(0, oo),
    parameters=(positive(df, tested=(2e-4, 1e8)),),
    reduction=Reduction(z / 2, "gamma", {"a": df / 2}),
    log_density=(df / 2 - 1) * log(z) - z / 2 - df / 2 * log(2) - loggamma(df / 2),
)
