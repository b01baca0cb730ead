"""Generalised hyperbolic law; K of order p - 1/2 is its density's, K of order p its normaliser's."""

from sympy import Abs, Rational, log, oo, sqrt, symbols

from derive.domain import positive, real
from derive.family import Family
from derive.functions import log_besselk

z, p, b = symbols("z p b", real=True)
a = symbols("a", positive=True)
radius, order = sqrt(1 + z**2), p - Rational(1, 2)

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
    log_density=order * log(radius) + log_besselk(order, a * radius) - a * radius + b * z,
    normalised=False,
    source="Barndorff-Nielsen 1977, Proc. R. Soc. A 353, 401",
)
