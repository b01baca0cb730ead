"""Tukey's lambda law, known by its quantile function; lam = 0 is the logistic.

Every real lam is inverted in the same way, tested for |lam| <= 50. For lam far below that, the
logit of F(z) underflows near z = 0 (|z| < 2^(-lam - 1021)) or dQ/dt overflows: there v is nan.
"""

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
