"""Non-central chi-squared law: df + 2J degrees of freedom, J being Poisson with mean nc/2."""

from sympy import oo, symbols

from derive.domain import positive, within
from derive.family import Family
from derive.functions import LATENT_DENSITIES, LATENT_RATES

z, df, nc = symbols("z df nc", positive=True)

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
    velocities={n: LATENT_RATES["ncx2", n](z, df, nc) for n in ("df", "nc")},
)
