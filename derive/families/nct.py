"""Non-central t law: (N + nc)/S with N standard normal and S = chi_df/sqrt(df)."""

from sympy import Integral, Symbol, exp, gamma, oo, pi, sqrt

from derive.domain import positive, real
from derive.family import Family
from derive.functions import LATENT_DENSITIES, LATENT_RATES

z, nc = Symbol("z", real=True), Symbol("nc", real=True)
df = Symbol("df", positive=True)

s = Symbol("s", positive=True)
normal = exp(-((z * s - nc) ** 2) / 2) / sqrt(2 * pi)
chi = 2 * (df / 2) ** (df / 2) * s ** (df - 1) * exp(-df * s**2 / 2) / gamma(df / 2)

family = Family(
    name="nct",
    title="Non-central t",
    variable=z,
    support=(-oo, oo),
    parameters=(positive(df, tested=(1e-2, 1e3)), real(nc, tested=(1e-6, 6.0))),
    log_density=LATENT_DENSITIES["nct"](z, df, nc),
    pinned=("df",),
    mixture=Integral(s * normal * chi, (s, 0, oo)),
    velocities={n: LATENT_RATES["nct", n](z, df, nc) for n in ("df", "nc")},
)
