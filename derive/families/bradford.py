"""Bradford law, density proportional to 1/(1 + c z) on the unit interval."""

from sympy import log, symbols

from derive.domain import positive
from derive.family import Family
from derive.functions import log1p_excess

z, c = symbols("z c", positive=True)

family = Family(
    name="bradford",
    title="Bradford",
    variable=z,
    support=(0, 1),
    parameters=(positive(c),),
    cdf=log(1 + c * z) / log(1 + c),
    sf=log((1 + c) / (1 + c * z)) / log(1 + c),
    pdf=c / ((1 + c * z) * log(1 + c)),
    stable={"c": z * (z * log1p_excess(c * z) - log1p_excess(c)) / (1 + c * log1p_excess(c))},
)
