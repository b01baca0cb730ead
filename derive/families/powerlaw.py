"""Power-function law, F = z^a on the unit interval."""

from sympy import log, symbols

from derive.domain import positive
from derive.family import Family, Reduction

z, a = symbols("z a", positive=True)

family = Family(
    name="powerlaw",
    title="Power function",
    variable=z,
    support=(0, 1),
    parameters=(positive(a),),
    reduction=Reduction(-a * log(z), "expon"),
    pdf=a * z ** (a - 1),
)
