"""Log-uniform law on [a, b]."""

from sympy import log, symbols

from derive.domain import positive
from derive.family import Family

z, a, b = symbols("z a b", positive=True)

family = Family(
    name="loguniform",
    title="Log-uniform",
    variable=z,
    support=(a, b),
    parameters=(positive(a), positive(b)),
    constraints=(a < b,),
    cdf=log(z / a) / log(b / a),
    sf=log(b / z) / log(b / a),
    pdf=1 / (z * log(b / a)),
)
