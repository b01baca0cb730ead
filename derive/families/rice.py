"""Rice law, that of the distance from 0 of a point that is normal about a centre at distance b."""

from sympy import besseli, log, oo, symbols

from derive.domain import within
from derive.family import Family
from derive.functions import bessel_ratio

z = symbols("z", positive=True)
b = symbols("b", nonnegative=True)

family = Family(
    name="rice",
    title="Rice",
    variable=z,
    support=(0, oo),
    parameters=(within(b, 0, oo, closed="lower", tested=(1e-3, 1e2)),),
    log_density=log(z) - (z**2 + b**2) / 2 + log(besseli(0, b * z)),
    velocities={"b": bessel_ratio(b * z)},
)
