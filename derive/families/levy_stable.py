"""Stable law in scipy's S1: log E e^(itZ) = -t^alpha (1 - i beta tan(pi alpha/2)) for t > 0."""

from sympy import (
    Abs,
    Eq,
    Integer,
    Integral,
    Piecewise,
    Symbol,
    atan,
    cos,
    exp,
    log,
    oo,
    pi,
    sign,
    sin,
    tan,
)

from derive.domain import SCALE, Parameter
from derive.family import Detour, Family
from derive.functions import LATENT_DENSITIES, LATENT_RATES

z, beta, theta = (Symbol(name, real=True) for name in ("z", "beta", "theta"))
alpha = Symbol("alpha", positive=True)

# Zolotarev's angle; alpha != 1 and z != 0.
psi = atan(beta * sign(z) * tan(pi * alpha / 2))
phi = psi + alpha * theta
height = (
    (cos(psi) * (Abs(z) * cos(theta) / sin(phi)) ** alpha) ** (1 / (alpha - 1))
    * cos(phi - theta)
    / cos(theta)
)

family = Family(
    name="levy_stable",
    title="Stable",
    variable=z,
    support=(-oo, oo),
    parameters=(
        Parameter(alpha, lower=0, upper=2, closed="upper", tested=(0.5, 1.95)),
        Parameter(beta, lower=-1, upper=1, closed="both", tested=(1e-3, 0.95)),
    ),
    log_density=LATENT_DENSITIES["levy_stable"](z, alpha, beta),
    mixture=alpha
    / (pi * Abs(alpha - 1) * Abs(z))
    * Integral(height * exp(-height), (theta, -psi / alpha, pi / 2)),
    # alpha = 1 is not stable without a shift.
    drift=Piecewise((2 * beta * log(SCALE) / pi, Eq(alpha, 1)), (0, True)),
    # tan(pi alpha/2) is infinite there, and with it the law but for beta = 0.
    detour=Detour(passing=alpha, barrier=Integer(1), through=beta, value=Integer(0)),
    velocities={n: LATENT_RATES["levy_stable", n](z, alpha, beta) for n in ("alpha", "beta")},
)
