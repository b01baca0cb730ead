"""Tukey's lambda law, known by its quantile function; lam = 0 is the logistic."""

from sympy import Piecewise, oo, symbols

from derive.domain import real
from derive.family import Family, U

z, lam = symbols("z lam", real=True)

edge = Piecewise((1 / lam, lam > 0), (oo, True))

family = Family(
    name="tukeylambda",
    title="Tukey lambda",
    variable=z,
    support=(-edge, edge),
    parameters=(real(lam, tested=(1e-9, 50.0)),),
    quantile=(U**lam - (1 - U) ** lam) / lam,
)
