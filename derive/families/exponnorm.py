"""Exponentially modified normal law, that of x + K y for x normal and y exponential."""

from sympy import erfc, exp, oo, pi, sqrt, symbols

from derive.domain import positive
from derive.family import Family
from derive.functions import hazard_excess, mills

z = symbols("z", real=True)
K = symbols("K", positive=True)

# p = phi(z) R(t)/K and 1 - F = Phi(-z) + phi(z) R(t) with Mills' ratio R.
rise = 1 / K - z
smooth = exp(-(z**2) / 2) / sqrt(2 * pi) * mills(rise)

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
