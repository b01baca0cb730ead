"""Weibull law truncated to [a, b]: z^c - a^c is a truncated exponential."""

from sympy import Eq, Integer, Min, Piecewise, exp, log, oo, symbols

from derive.domain import positive, within
from derive.family import Family, Reduction
from derive.functions import expm1, expm1_excess, expm1_lag, expm1_ratio

z, c, b = symbols("z c b", positive=True)
a = symbols("a", nonnegative=True)

# y = z^c - a^c runs over [0, y + rest], and ``whole`` = y + rest. Powers of z are exponentials of
# the three logarithms that the forms share; powers of a and b alone leave the loop over z.
past, ahead = log(z / a), log(b / z)
# No z is so far out that b^c beyond 1e300 could be told from infinity.
raised, top = exp(c * log(z)), Min(b**c, Integer(10) ** 300)
y = -raised * expm1(-c * past)
rest = -top * expm1(-c * ahead)
whole = -top * expm1(-c * log(b / a))

# ``earlier`` and ``later`` are d/dc of y and of rest. At a = 0, a^c log(z/a) is 0.
earlier = Piecewise(
    (raised * log(z), Eq(a, 0)), (y * log(z) + raised * exp(-c * past) * past, True)
)
later = rest * log(z) + top * ahead
shrunk = Piecewise((a ** (c - 1), Eq(a, 0)), (exp((1 - c) * past), True))
below, above = exp(-rest) * expm1(-y) / expm1(-whole), expm1(-rest) / expm1(-whole)
wide = below * later - above * earlier

# Where c log(b/a) is small, both products tend to the same value. With p = c log(z/a) and
# q = c log(b/z), c earlier = (1 + c log a) y + a^c p^2 E(p) and likewise for later, E = expm1_lag;
# what is left of the two products then has no difference of nearly equal terms.
p, q = c * past, c * ahead
gap = rest * expm1_lag(-rest) + exp(-rest) * y * expm1_excess(-y)
narrow = (
    (1 + c * log(a)) * rest * y * gap / expm1(-whole)
    + p * below * rest
    + below * raised * q**2 * expm1_lag(q)
    - above * a**c * p**2 * expm1_lag(p)
) / c
small = (c * log(b / a) < 1) & (whole < 1)

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
        "c": z * Piecewise((narrow, small), (wide, True)) / (c * raised),
        "a": Piecewise((0, Eq(z, b)), (shrunk * above, True)),
        "b": z / b * exp(-rest) * expm1_ratio(-y) * expm1(-c * past) * (top / expm1(-whole)),
    },
)
