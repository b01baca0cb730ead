"""Generalised exponential law, of hazard a + b (1 - e^(-c z)) (Ryu 1993)."""

from sympy import exp, oo, symbols

from derive.domain import positive
from derive.family import Family, Reduction
from derive.functions import expm1, expm1_excess, expm1_lag

z, a, b, c = symbols("z a b c", positive=True)

hazard = a - b * expm1(-c * z)

family = Family(
    name="genexpon",
    title="Generalised exponential",
    variable=z,
    support=(0, oo),
    parameters=(positive(a), positive(b), positive(c)),
    reduction=Reduction((a + b) * z - b * (1 - exp(-c * z)) / c, "expon"),
    pdf=(a + b * (1 - exp(-c * z))) * exp(-(a + b) * z + b * (1 - exp(-c * z)) / c),
    stable={
        "a": -z / hazard,
        "b": -c * z**2 * expm1_excess(-c * z) / hazard,
        "c": -b * z**2 * expm1_lag(-c * z) / hazard,
    },
)
