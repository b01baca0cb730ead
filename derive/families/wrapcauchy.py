"""Wrapped Cauchy law on [0, 2 pi]; F is an angle, so one formula serves both halves."""

from sympy import atan2, cos, pi, sin, symbols

from derive.domain import within
from derive.family import Family

z, c = symbols("z c", positive=True)

rise = (1 + c) * sin(z / 2)
run = (1 - c) * cos(z / 2)

family = Family(
    name="wrapcauchy",
    title="Wrapped Cauchy",
    variable=z,
    support=(0, 2 * pi),
    parameters=(within(c, 0, 1),),
    cdf=atan2(rise, run) / pi,
    sf=atan2(rise, -run) / pi,
    pdf=(1 - c**2) / (2 * pi * (1 + c**2 - 2 * c * cos(z))),
)
