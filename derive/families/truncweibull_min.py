"""Weibull law truncated to [a, b]: z^c - a^c is a truncated exponential."""

from sympy import exp, oo, symbols

from derive.domain import positive, within
from derive.family import Family, Reduction

z, c, b = symbols("z c b", positive=True)
a = symbols("a", nonnegative=True)

family = Family(
    name="truncweibull_min",
    title="Truncated Weibull, minimum",
    variable=z,
    support=(a, b),
    parameters=(
        positive(c, tested=(0.1, 10.0)),
        within(a, 0, oo, closed="lower", tested=(1e-2, 2.0)),
        positive(b, tested=(1e-2, 4.0)),
    ),
    constraints=(a < b,),
    reduction=Reduction(z**c - a**c, "truncexpon", {"b": b**c - a**c}),
    pdf=c * z ** (c - 1) * exp(-(z**c)) / (exp(-(a**c)) - exp(-(b**c))),
)
