"""Mielke's beta-kappa law, also called Dagum's: burr with c = s and d = k/s."""

from sympy import log, oo, symbols

from derive.domain import positive
from derive.family import Family, Reduction
from derive.functions import softplus_excess, softplus_quotient

z, k, s = symbols("z k s", positive=True)

family = Family(
    name="mielke",
    title="Mielke (Dagum)",
    variable=z,
    support=(0, oo),
    parameters=(positive(k), positive(s)),
    reduction=Reduction(z, "burr", {"c": s, "d": k / s}),
    pdf=k * z ** (k - 1) / (1 + z**s) ** (1 + k / s),
    source="Mielke 1973, J. Appl. Meteor. 12, 275",
    stable={
        "k": z * softplus_quotient(-s * log(z)) / (k * s),
        "s": -z * softplus_excess(-s * log(z)) / s**2,
    },
)
