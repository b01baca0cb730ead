"""Von Mises law on the circle: the law on [-pi, pi] of the wrapped variate."""

from sympy import Symbol, besseli, cos, log, pi

from derive.domain import positive
from derive.family import Family, Reduction

z = Symbol("z", real=True)
kappa = Symbol("kappa", positive=True)

family = Family(
    name="vonmises",
    title="Von Mises",
    variable=z,
    support=(-pi, pi),
    parameters=(positive(kappa, tested=(1e-8, 1e8)),),
    reduction=Reduction(z, "vonmises_line", {"kappa": kappa}),
    log_density=kappa * cos(z) - log(2 * pi) - log(besseli(0, kappa)),
    even=True,
    periodic=True,
)
