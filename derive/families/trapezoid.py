"""Trapezoidal law on the unit interval, flat between c and d."""

from sympy import Piecewise, symbols

from derive.domain import within
from derive.family import Branch, Family

z = symbols("z", positive=True)
c, d = symbols("c d", nonnegative=True)

area = 1 + d - c

# Quotients of the parameters alone, each a value of its own: no division is left in a loop over z.
level = Piecewise((1 / (2 * area), c <= d))
rising = Piecewise(((1 + d - 2 * c) / (2 * c * area), c > 0))
falling = Piecewise(((2 * d - c) / (2 * (1 - d) * area), d < 1))

family = Family(
    name="trapezoid",
    title="Trapezoidal",
    variable=z,
    support=(0, 1),
    parameters=(within(c, 0, 1, closed="both"), within(d, 0, 1, closed="both")),
    constraints=(c <= d,),
    branches=(
        Branch(0, c, cdf=z**2 / (c * area)),
        Branch(c, d, cdf=(2 * z - c) / area, sf=(1 + d - 2 * z) / area),
        Branch(d, 1, sf=(1 - z) ** 2 / ((1 - d) * area)),
    ),
    pdf=2 / area * Piecewise((z / c, z < c), (1, z <= d), ((1 - z) / (1 - d), True)),
    stable={
        "c": Piecewise(
            (z * rising, z < c),
            ((1 + d - 2 * z) * level, z <= d),
            ((1 - z) * level, True),
        ),
        # One difference and one product: what is chosen are numbers, not results.
        "d": (z - Piecewise((0, z < c), (c / 2, z <= d), (1, True)))
        * Piecewise((level, z < c), (2 * level, z <= d), (-falling, True)),
    },
)
