"""Normal inverse Gaussian law: the generalised hyperbolic law of order p = -1/2."""

from sympy import Abs, log, oo, pi, sqrt, symbols

from derive.domain import positive, real
from derive.family import Family
from derive.functions import log_besselk

z, b = symbols("z b", real=True)
a = symbols("a", positive=True)
radius = sqrt(1 + z**2)

family = Family(
    name="norminvgauss",
    title="Normal inverse Gaussian",
    variable=z,
    support=(-oo, oo),
    parameters=(positive(a, tested=(1e-2, 1e2)), real(b, tested=(1e-3, 50.0))),
    constraints=(Abs(b) < a,),
    log_density=log(a / pi)
    + sqrt(a**2 - b**2)
    + log_besselk(1, a * radius)
    - a * radius
    + b * z
    - log(radius),
    source="Barndorff-Nielsen 1977, Proc. R. Soc. A 353, 401",
)
