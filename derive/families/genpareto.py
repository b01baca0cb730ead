"""Generalised Pareto law; c = 0 is the exponential."""

from sympy import Piecewise, log, oo, symbols

from derive.domain import real
from derive.family import Family, Reduction

z = symbols("z", positive=True)
c = symbols("c", real=True)

family = Family(
    name="genpareto",
    title="Generalised Pareto",
    variable=z,
    support=(0, Piecewise((-1 / c, c < 0), (oo, True))),
    parameters=(real(c, tested=(1e-9, 2.0)),),
    reduction=Reduction(log(1 + c * z) / c, "expon"),
    pdf=(1 + c * z) ** (-1 - 1 / c),
)
