"""Weibull law truncated to [a, b]: z^c - a^c is a truncated exponential."""

from sympy import Eq, Piecewise, exp, log, oo, symbols

from derive.domain import positive, within
from derive.family import Family, Reduction
from derive.functions import expm1

z, c, b = symbols("z c b", positive=True)
a = symbols("a", nonnegative=True)

# y = z^c - a^c runs over [0, y + rest]; ``below`` is dy/d(y + rest) and ``above`` is 1 - ``below``.
# ``earlier`` and ``later`` are d/dc of y and of rest.
y = -(z**c) * expm1(-c * log(z / a))
rest = -(b**c) * expm1(-c * log(b / z))
below = exp(-rest) * expm1(-y) / expm1(-y - rest)
above = expm1(-rest) / expm1(-y - rest)
earlier = Piecewise((z**c * log(z), Eq(a, 0)), (y * log(z) + a**c * log(z / a), True))
later = rest * log(z) + b**c * log(b / z)

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
    stable={
        "c": z ** (1 - c) / c * (below * later - above * earlier),
        "a": above * (a / z) ** (c - 1),
        "b": below * (b / z) ** (c - 1),
    },
)
