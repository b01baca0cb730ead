"""Skewed Cauchy law, of scale 1 - a left and 1 + a right of 0."""

from sympy import Expr, Piecewise, atan, atan2, oo, pi, symbols

from derive.domain import within
from derive.family import Branch, Family

z = symbols("z", real=True)
a = symbols("a", real=True)


def arc(u: Expr) -> Expr:
    """u + (1 + u^2) atan(1/u), without overflow for large u."""
    return Piecewise(
        (u * (1 + (u + 1 / u) * atan(1 / u)), u > 1),
        (u + (1 + u**2) * (pi / 2 - atan(u)), True),
    )


family = Family(
    name="skewcauchy",
    title="Skewed Cauchy",
    variable=z,
    support=(-oo, oo),
    parameters=(within(a, -1, 1),),
    branches=(
        Branch(-oo, 0, cdf=(1 - a) * atan2(1 - a, -z) / pi),
        Branch(0, oo, sf=(1 + a) * atan2(1 + a, z) / pi),
    ),
    pdf=Piecewise(
        (1 / (pi * (1 + z**2 / (1 - a) ** 2)), z < 0),
        (1 / (pi * (1 + z**2 / (1 + a) ** 2)), True),
    ),
    stable={"a": Piecewise((arc(-z / (1 - a)), z < 0), (arc(z / (1 + a)), True))},
)
