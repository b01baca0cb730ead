"""Reciprocal law on [a, b], another name of the log-uniform."""

from sympy import log, symbols

from derive.domain import positive
from derive.family import Family

z, a, b = symbols("z a b", positive=True)

family = Family(
    name="reciprocal",
    title="Reciprocal",
    variable=z,
    support=(a, b),
    parameters=(positive(a), positive(b)),
    constraints=(a < b,),
    cdf=log(z / a) / log(b / a),
    sf=log(b / z) / log(b / a),
    pdf=1 / (z * log(b / a)),
)
