"""Exponentially modified normal law, that of x + K y for x normal and y exponential."""

from sympy import erfc, exp, oo, sqrt, symbols

from derive.domain import positive
from derive.family import Family
from derive.functions import hazard_excess

z = symbols("z", real=True)
K = symbols("K", positive=True)

# 1 - F is Phi(-z) and K p.
rise = 1 / K - z
smooth = exp((1 / K - 2 * z) / (2 * K)) * erfc(rise / sqrt(2)) / 2

family = Family(
    name="exponnorm",
    title="Exponentially modified normal",
    variable=z,
    support=(-oo, oo),
    parameters=(positive(K, tested=(1e-3, 1e4)),),
    cdf=erfc(-z / sqrt(2)) / 2 - smooth,
    sf=erfc(z / sqrt(2)) / 2 + smooth,
    pdf=smooth / K,
    stable={"K": hazard_excess(rise) / K},
)
