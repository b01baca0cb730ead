"""Skew normal law (Azzalini 1985), with the density 2 phi(z) Phi(a z).

The cdf needs Owen's T function, but its derivative with respect to a is elementary.
"""

from sympy import erfc, log, oo, pi, sqrt, symbols

from derive.domain import real
from derive.family import Family
from derive.functions import hypot1, mills

z, a = symbols("z a", real=True)

family = Family(
    name="skewnorm",
    title="Skew normal",
    variable=z,
    support=(-oo, oo),
    parameters=(real(a, tested=(1e-6, 20.0)),),
    log_density=log(erfc(-a * z / sqrt(2))) - z**2 / 2 - log(2 * pi) / 2,
    velocities={"a": 1 / (hypot1(a) ** 2 * mills(-a * z))},
    source="Azzalini 1985, Scand. J. Statist. 12, 171",
)
