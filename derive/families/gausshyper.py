"""Gauss hypergeometric law: a beta law times (1 + z x)^-c; its variate is x, for z is a shape."""

from sympy import Integer, log, symbols

from derive.domain import positive, real, within
from derive.family import Family

x, a, b = symbols("x a b", positive=True)
c = symbols("c", real=True)
z = symbols("z", real=True)

family = Family(
    name="gausshyper",
    title="Gauss hypergeometric",
    variable=x,
    support=(0, Integer(1)),
    parameters=(
        positive(a, tested=(1e-2, 1e2)),
        positive(b, tested=(1e-2, 1e2)),
        real(c, tested=(1e-6, 10.0)),
        within(z, -1, float("inf"), tested=(1e-4, 1e2)),
    ),
    log_density=(a - 1) * log(x) + (b - 1) * log(1 - x) - c * log(1 + z * x),
    normalised=False,
    source="Armero and Bayarri 1994, The Statistician 43, 139",
)
