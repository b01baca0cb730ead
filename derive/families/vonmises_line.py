"""Von Mises law on the interval [-pi, pi]; z outside it has no velocity."""

from sympy import Symbol, besseli, cos, log, pi, sin

from derive.domain import positive
from derive.family import Family
from derive.functions import vonmises_rate

z = Symbol("z", real=True)
kappa = Symbol("kappa", positive=True)

family = Family(
    name="vonmises_line",
    title="Von Mises on an interval",
    variable=z,
    support=(-pi, pi),
    parameters=(positive(kappa, tested=(1e-8, 1e8)),),
    log_density=kappa * cos(z) - log(2 * pi) - log(besseli(0, kappa)),
    even=True,
    velocities={"kappa": sin(z) * vonmises_rate(z, kappa)},
)
