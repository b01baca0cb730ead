"""Generalised hyperbolic law; the Bessel functions are of order p - 1/2 and p."""

from sympy import Abs, Rational, log, oo, pi, sqrt, symbols

from derive.domain import positive, real
from derive.family import Family
from derive.functions import log_besselk

z, p, b = symbols("z p b", real=True)
a = symbols("a", positive=True)
radius, rate, order = sqrt(1 + z**2), sqrt(a**2 - b**2), p - Rational(1, 2)

family = Family(
    name="genhyperbolic",
    title="Generalised hyperbolic",
    variable=z,
    support=(-oo, oo),
    parameters=(
        real(p, tested=(1e-3, 10.0)),
        positive(a, tested=(1e-2, 1e2)),
        real(b, tested=(1e-3, 50.0)),
    ),
    constraints=(Abs(b) < a,),
    log_density=p * log(rate)
    + rate
    - log_besselk(p, rate)
    - log(2 * pi) / 2
    - order * log(a)
    + order * log(radius)
    + log_besselk(order, a * radius)
    - a * radius
    + b * z,
    source="Barndorff-Nielsen 1977, Proc. R. Soc. A 353, 401",
)
