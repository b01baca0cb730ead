"""Crystal Ball law: normal above -beta, below it a power of degree -m that joins smoothly."""

from sympy import Integer, Min, Piecewise, erfc, exp, oo, pi, sqrt, symbols

from derive.domain import positive, within
from derive.family import Branch, Family
from derive.functions import log1p_excess, normal_mass

z = symbols("z", real=True)
beta, m = symbols("beta m", positive=True)

edge = exp(-(beta**2) / 2)
core = sqrt(pi / 2) * erfc(-beta / sqrt(2))
mass = m / (beta * (m - 1)) * edge + core

# Below the join, at the distance d from it, p falls like y^-m with y = 1 + beta d/m.
distance = -z - beta
power = 1 + beta * distance / m

# All terms are positive. The core's part above z is normal_mass(z, oo) e^(min(z, 0)^2/2 - z^2/2).
weight = m * edge + (m - 1) * beta * normal_mass(-beta, oo)
negative = Min(z, 0)
upper = exp((negative - beta) * (negative + beta) / 2) * normal_mass(z, oo)
reach = beta * distance / m
lower = {
    "beta": (m + beta**2)
    * (normal_mass(-beta, oo) + distance * (edge + beta * normal_mass(-beta, oo)))
    / (beta * weight),
    "m": (
        (1 + reach) * normal_mass(-beta, oo) / weight
        + m / beta * (reach**2 * log1p_excess(reach) + reach / m)
    )
    / (m - 1),
}

family = Family(
    name="crystalball",
    title="Crystal Ball",
    variable=z,
    support=(-oo, oo),
    parameters=(
        positive(beta, tested=(1e-3, 30.0)),
        within(m, Integer(1), oo, tested=(1e-3, 1e3)),
    ),
    branches=(
        Branch(-oo, -beta, cdf=m / (beta * (m - 1)) * edge * power ** (1 - m) / mass),
        Branch(-beta, oo, sf=sqrt(pi / 2) * erfc(z / sqrt(2)) / mass),
    ),
    stable={
        "beta": Piecewise(
            (lower["beta"], z <= -beta), ((m + beta**2) * upper / (beta * weight), True)
        ),
        "m": Piecewise((lower["m"], z <= -beta), (upper / ((m - 1) * weight), True)),
    },
    source="Skwarnicki 1986, DESY F31-86-02, appendix E",
)
