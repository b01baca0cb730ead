"""Studentized range: W/S, W the range of k standard normal variates and S = chi_df/sqrt(df).

k need not be an integer in the density.
"""

from sympy import Integral, Symbol, erfc, exp, gamma, oo, pi, sqrt

from derive.domain import Parameter, positive
from derive.family import Family
from derive.functions import LATENT_DENSITIES, LATENT_RATES

z, u = Symbol("z", positive=True), Symbol("u", real=True)
k, df, s = (Symbol(name, positive=True) for name in ("k", "df", "s"))

high, low = u + z * s / 2, u - z * s / 2
between = (erfc(low / sqrt(2)) - erfc(high / sqrt(2))) / 2
normals = exp(-(high**2 + low**2) / 2) / (2 * pi)
chi = 2 * (df / 2) ** (df / 2) * s ** (df - 1) * exp(-df * s**2 / 2) / gamma(df / 2)

family = Family(
    name="studentized_range",
    title="Studentized range",
    variable=z,
    support=(0, oo),
    parameters=(Parameter(k, lower=1, tested=(2.0, 12.0)), positive(df, tested=(0.5, 1e3))),
    log_density=LATENT_DENSITIES["studentized_range"](z, k, df),
    mixture=2
    * k
    * (k - 1)
    * Integral(s * chi * normals * between ** (k - 2), (u, 0, oo), (s, 0, oo)),
    velocities={n: LATENT_RATES["studentized_range", n](z, k, df) for n in ("k", "df")},
)
