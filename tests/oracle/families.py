"""Families made up for the oracle's tests: one for each way of stating a law."""

from __future__ import annotations

from sympy import Piecewise, Symbol, exp, log, oo, symbols

from derive.domain import positive, real, within
from derive.family import Branch, Family, Reduction, U

z = Symbol("z", real=True)
p = Symbol("z", positive=True)
a, b = symbols("a b", positive=True)
c = Symbol("c", real=True)
m = Symbol("m", positive=True)

HIGH = Piecewise((1 / c, c > 0), (oo, True))
LOW = Piecewise((1 / c, c < 0), (-oo, True))

genextreme = Family(
    name="genextreme",
    variable=z,
    support=(LOW, HIGH),
    parameters=(real(c, tested=(1e-9, 2.0)),),
    cdf=exp(-((1 - c * z) ** (1 / c))),
)
lambda_law = Family(
    name="tukeylambda",
    variable=z,
    support=(-HIGH, HIGH),
    parameters=(real(c, tested=(1e-9, 2.0)),),
    quantile=(U**c - (1 - U) ** c) / c,
)
tent = Family(
    name="triang",
    variable=p,
    support=(0, 1),
    parameters=(within(m, 0, 1),),
    branches=(Branch(0, m, cdf=p**2 / m), Branch(m, 1, sf=(1 - p) ** 2 / (1 - m))),
)
weibull = Family(
    name="weibull",
    variable=p,
    support=(0, oo),
    parameters=(positive(a),),
    sf=exp(-(p**a)),
)
powered = Family(
    name="powered",
    variable=p,
    support=(0, oo),
    parameters=(positive(a), positive(b)),
    reduction=Reduction(p**-b, weibull, {"a": a * b}),
)
density = Family(
    name="density",
    variable=p,
    support=(0, oo),
    parameters=(positive(a, tested=(0.5, 5.0)),),
    pdf=a * p ** (a - 1) * exp(-(p**a)),
)
lomax = Family(
    name="lomax",
    variable=p,
    support=(0, oo),
    parameters=(positive(a),),
    sf=(1 + p) ** -a,
    quantile=(1 - U) ** (-1 / a) - 1,
    pdf=a * (1 + p) ** (-a - 1),
    cdf=1 - exp(-a * log(1 + p)),
)
