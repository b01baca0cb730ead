"""Generalised extreme value law; c is minus the usual shape xi, and c = 0 is gumbel_r."""

from sympy import Piecewise, exp, log, oo, symbols

from derive.domain import real
from derive.family import Family, Reduction

z, c = symbols("z c", real=True)

family = Family(
    name="genextreme",
    title="Generalised extreme value",
    variable=z,
    support=(Piecewise((1 / c, c < 0), (-oo, True)), Piecewise((1 / c, c > 0), (oo, True))),
    parameters=(real(c, tested=(1e-9, 2.0)),),
    reduction=Reduction(-log(1 - c * z) / c, "gumbel_r"),
    pdf=(1 - c * z) ** (1 / c - 1) * exp(-((1 - c * z) ** (1 / c))),
)
