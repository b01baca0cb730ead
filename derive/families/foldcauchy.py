"""Folded Cauchy law, that of |x + c| for x Cauchy; F is the angle atan(z - c) + atan(z + c)."""

from sympy import Piecewise, atan2, oo, pi, sqrt, symbols

from derive.domain import within
from derive.family import Family
from derive.functions import lorentz

z = symbols("z", positive=True)
c = symbols("c", nonnegative=True)

# 1/sqrt(1 + c^2) as one value, so that the loop over z multiplies by it; 1/c where c^2 overflows.
inverse = Piecewise((1 / c, c > 1e150), (1 / sqrt(1 + c**2), True))

family = Family(
    name="foldcauchy",
    title="Folded Cauchy",
    variable=z,
    support=(0, oo),
    parameters=(within(c, 0, oo, closed="lower"),),
    cdf=atan2(2 * z, 1 + c**2 - z**2) / pi,
    sf=atan2(2 * z, z**2 - 1 - c**2) / pi,
    pdf=(1 / (1 + (z - c) ** 2) + 1 / (1 + (z + c) ** 2)) / pi,
    stable={"c": 2 * c * inverse * lorentz(inverse * z)},
)
