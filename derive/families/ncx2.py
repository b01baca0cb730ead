"""Non-central chi-squared law: df + 2J degrees of freedom, J being Poisson with mean nc/2."""

from sympy import Sum, Symbol, exp, factorial, gamma, oo, symbols

from derive.domain import positive, within
from derive.family import Family
from derive.functions import LATENT_DENSITIES, LATENT_RATES

z, df, nc = symbols("z df nc", positive=True)

j = Symbol("j", integer=True, nonnegative=True)
poisson = exp(-nc / 2) * (nc / 2) ** j / factorial(j)
chi2 = (z / 2) ** (df / 2 + j - 1) * exp(-z / 2) / (2 * gamma(df / 2 + j))

family = Family(
    name="ncx2",
    title="Non-central chi-squared",
    variable=z,
    support=(0, oo),
    parameters=(
        positive(df, tested=(1e-3, 1e3)),
        within(nc, 0, oo, closed="lower", tested=(1e-3, 1e2)),
    ),
    log_density=LATENT_DENSITIES["ncx2"](z, df, nc),
    mixture=Sum(poisson * chi2, (j, 0, oo)),
    velocities={n: LATENT_RATES["ncx2", n](z, df, nc) for n in ("df", "nc")},
)
