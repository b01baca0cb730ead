"""Pareto law truncated to [1, c]; b may have either sign, and b = 0 is the log-uniform."""

from sympy import Piecewise, exp, log, oo, symbols

from derive.domain import real, within
from derive.family import Family
from derive.functions import expm1_excess, expm1_lag, expm1_ratio

z, c = symbols("z c", positive=True)
b = symbols("b", real=True)

mass = 1 - c**-b

# log z is the exponential law of rate b truncated to [0, log c].
low, high = log(z), log(c / z)

family = Family(
    name="truncpareto",
    title="Truncated Pareto",
    variable=z,
    support=(1, c),
    parameters=(real(b), within(c, 1, oo, tested=(1.01, 1e3))),
    cdf=(1 - z**-b) / mass,
    sf=(z**-b - c**-b) / mass,
    pdf=b * z ** (-b - 1) / mass,
    stable={
        "b": -z
        * low
        * high
        / log(c)
        * Piecewise(
            (
                (high * expm1_lag(-b * high) + low * exp(-b * high) * expm1_excess(-b * low))
                / expm1_ratio(-b * log(c)),
                b > 0,
            ),
            (
                (high * exp(b * low) * expm1_excess(b * high) + low * expm1_lag(b * low))
                / expm1_ratio(b * log(c)),
                True,
            ),
        ),
        "c": z
        * low
        / (c * log(c))
        * Piecewise(
            (exp(-b * high) * expm1_ratio(-b * low) / expm1_ratio(-b * log(c)), b > 0),
            (expm1_ratio(b * low) / expm1_ratio(b * log(c)), True),
        ),
    },
)
