"""Normal inverse Gaussian law, the generalised hyperbolic law of order p = -1/2: b Y + sqrt(Y) N.

N is standard normal, Y the first passage through 1 of a Brownian motion of drift sqrt(a^2 - b^2).
"""

from sympy import Abs, Integral, Symbol, exp, log, oo, pi, sqrt, symbols

from derive.domain import positive, real
from derive.family import Family
from derive.functions import LATENT_RATES, log_besselk

z, b = symbols("z b", real=True)
a = symbols("a", positive=True)
radius, drift = sqrt(1 + z**2), sqrt(a**2 - b**2)

y = Symbol("y", positive=True)
normal = exp(-((z - b * y) ** 2) / (2 * y)) / sqrt(2 * pi * y)
passage = exp(-((drift * y - 1) ** 2) / (2 * y)) / sqrt(2 * pi * y**3)

family = Family(
    name="norminvgauss",
    title="Normal inverse Gaussian",
    variable=z,
    support=(-oo, oo),
    parameters=(positive(a, tested=(1e-2, 1e2)), real(b, tested=(1e-3, 50.0))),
    constraints=(Abs(b) < a,),
    log_density=log(a / pi) + drift + log_besselk(1, a * radius) - a * radius + b * z - log(radius),
    mixture=Integral(normal * passage, (y, 0, oo)),
    velocities={n: LATENT_RATES["norminvgauss", n](z, a, b) for n in ("a", "b")},
    source="Barndorff-Nielsen 1977, Proc. R. Soc. A 353, 401",
)
