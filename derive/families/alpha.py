"""Alpha law, that of 1/x for x normal with mean a, truncated to x > 0."""

from sympy import Float, Piecewise, erfc, exp, oo, pi, sqrt, symbols
from sympy.integrals.quadrature import gauss_legendre

from derive.domain import positive
from derive.family import Family
from derive.functions import expm1_ratio, mills

z, a = symbols("z a", positive=True)

mass = erfc(-a / sqrt(2))

# With R Mills' ratio, v = -z^2 (1 - R(1/z - a)/R(-a)). For small u = 1/z the logarithm of that
# quotient is -u times ``slope``, whose integral of (log Phi)' = 1/R(-t) over [a - u, a] is taken by
# Gauss and Legendre's rule; the integrand's poles are so far that seven nodes give all bits.
NODES = [(Float(x, 40), Float(w, 40)) for x, w in zip(*gauss_legendre(7, 40), strict=True)]
hazard = sum(w / 2 / mills((1 + x) / (2 * z) - a) for x, w in NODES)
slope = a - 1 / (2 * z) + hazard

family = Family(
    name="alpha",
    title="Alpha",
    variable=z,
    support=(0, oo),
    parameters=(positive(a),),
    cdf=erfc((1 / z - a) / sqrt(2)) / mass,
    sf=(erfc((a - 1 / z) / sqrt(2)) - erfc(a / sqrt(2))) / mass,
    pdf=sqrt(2 / pi) * exp(-((a - 1 / z) ** 2) / 2) / (z**2 * mass),
    stable={
        "a": Piecewise(
            (-z * slope * expm1_ratio(-slope / z), (z >= 3) | (a - 1 / z > 10)),
            (-(z**2) * (1 - mills(1 / z - a) / mills(-a)), True),
        ),
    },
)
