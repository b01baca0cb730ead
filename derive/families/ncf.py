"""Non-central F law: F with dfn + 2J and dfd, J being Poisson with mean nc/2, scaled to dfn."""

from sympy import Sum, Symbol, beta, exp, factorial, oo, symbols

from derive.domain import positive, within
from derive.family import Family
from derive.functions import LATENT_DENSITIES, LATENT_RATES

z, dfn, dfd, nc = symbols("z dfn dfd nc", positive=True)

j = Symbol("j", integer=True, nonnegative=True)
poisson = exp(-nc / 2) * (nc / 2) ** j / factorial(j)
x, a, b = dfn * z / (dfn * z + dfd), dfn / 2 + j, dfd / 2
beta_prime = x**a * (1 - x) ** b / (z * beta(a, b))

family = Family(
    name="ncf",
    title="Non-central F",
    variable=z,
    support=(0, oo),
    parameters=(
        positive(dfn, tested=(1e-2, 1e3)),
        positive(dfd, tested=(1e-2, 1e3)),
        within(nc, 0, oo, closed="lower", tested=(1e-3, 1e2)),
    ),
    log_density=LATENT_DENSITIES["ncf"](z, dfn, dfd, nc),
    mixture=Sum(poisson * beta_prime, (j, 0, oo)),
    velocities={n: LATENT_RATES["ncf", n](z, dfn, dfd, nc) for n in ("dfn", "dfd", "nc")},
)
