# Copied by `make` from derive/runtime; edit it there.
# Digest of everything that it calls: 64f81e956d558053
"""Velocities of the stable law as means over the angle of its representation by Zolotarev.

For z > 0 (z < 0 is -z with -beta) and alpha != 1 let tan(psi) = beta tan(pi alpha/2). A stable
variate is (Chambers, Mallows, Stuck 1976) a function of an exponential variate g and of an angle
theta, uniform in (-pi/2, pi/2),

    log g = (alpha log(z cos theta/sin phi) + log cos psi)/(alpha - 1) + log(cos chi/cos theta),
    phi = psi + alpha theta,    chi = phi - theta,

so that given z the angle has a density in proportion to g e^-g, and v = E[dz/d(parameter) | z],
the derivative at fixed g and theta. With delta = 1 - alpha, y = pi/2 - theta, q = pi/2 - chi,

    dz/dpsi = z (cos(alpha theta)/cos psi - delta sin y/sin q)/(alpha sin phi),
    dz/dalpha = (z/alpha) ((log g + log(cos psi sin y/sin q))/alpha
                           + theta (cot phi - delta sin y/(sin phi sin q)))

and psi carries beta. No term is large where v is not. ``_levy_stable_angle`` has log g,
``_levy_stable_slope`` these derivatives, ``_levy_stable_mean`` the integrals.
"""

from __future__ import annotations

from math import atan, atan2, inf, log, nan, pi, sin, sqrt

import numpy as np

from ._arguments import Array
from ._jit import jit
from ._levy_stable_closed import at_zero, cauchy
from ._levy_stable_mean import average

__all__ = ["levy_stable_alpha_rate", "levy_stable_beta_rate"]

#: Stands for an angle that is 0, where the derivative has a part from that angle alone, and at
#: alpha = 1 for 1 - alpha and for the angle over 1 - alpha. Such a part is told from the rest while
#: the density is well above it.
TINY, LITTLE = 1e-280, 1e-140


@jit
def fill_law(alpha: float, beta: float, c: float, s: float, of_alpha: bool, law: Array) -> None:
    """Fill ``law``; c and s are the cosine and the sine of pi alpha/2, in size."""
    square = c * c + beta * beta * s * s
    law[0], law[1] = alpha, beta
    law[2], law[3] = abs(c) / sqrt(square), beta * s / c
    if of_alpha:
        law[4] = 0.5 * pi * beta / square
        law[5] = 0.5 * pi * (1.0 + beta) * (c * c + beta * s * s) / square
        law[6] = 0.5 * pi * (1.0 - beta) * (beta * s * s - c * c) / square
        law[7], law[8] = 1.0, atan(law[3])
    else:
        law[4] = s * c / square


@jit
def fill_shape(alpha: float, beta: float, c: float, s: float, shape: Array) -> None:
    """Fill ``shape`` but for its last."""
    delta = 1.0 - alpha
    if alpha < 1.0:
        shape[0] = delta
        shape[1] = atan2((1.0 - beta) * s * c, c * c + beta * s * s) / alpha
        shape[2] = atan2((1.0 + beta) * s * c, c * c - beta * s * s) / alpha
        return
    shape[0] = -delta / alpha
    shape[1] = atan2(-(1.0 + beta) * s * c, c * c - beta * s * s)
    shape[2] = pi if beta == -1.0 else atan2(-(1.0 + beta) * s * c, beta * s * s - c * c)


@jit
def velocity_at_one(z: float, beta: float) -> float:
    """The velocity in beta > 0 at alpha = 1, at any z."""
    law, shape = np.zeros(9), np.empty(4)
    law[0], law[1] = 1.0, beta
    d = min(LITTLE, beta * 1e-20)
    shape[0], shape[1] = d, d * max(0.5 * pi * (1.0 - beta) / beta, LITTLE)
    shape[2], shape[3] = pi, -0.5 * pi * z / beta - log(0.5 * pi * d / beta)
    mean, size = average(shape, law)
    return nan if beta == 1.0 and not size > log(LITTLE) + 60.0 else mean


@jit
def velocity(z: float, alpha: float, beta: float, of_alpha: bool) -> float:
    """The velocity at z > 0 for alpha != 1."""
    law, shape = np.zeros(9), np.empty(4)
    delta = 1.0 - alpha
    c = sin(0.5 * pi * delta)
    s = sin(0.5 * pi * min(alpha, 2.0 - alpha))
    fill_law(alpha, beta, c, s, of_alpha, law)
    fill_shape(alpha, beta, c, s, shape)
    # Near alpha = 1 z cos psi is near 1 where the law has its mass.
    product = z * law[2]
    log_product = log(product) if 1e-300 < product < inf else log(z) + log(law[2])
    shape[3] = -alpha / delta * log_product - log(law[2])
    nudged = shape[1] == 0.0 and (alpha == 2.0 if of_alpha else abs(beta) == 1.0)
    if nudged:
        shape[1] = TINY
    mean, size = average(shape, law)
    return nan if nudged and not size > log(TINY / shape[0]) + 60.0 else z * mean


@jit
def rate_of(z: float, alpha: float, beta: float, of_alpha: bool) -> float:
    """Either velocity in the standard law of S1."""
    if not (0.0 < alpha <= 2.0 and -1.0 <= beta <= 1.0 and abs(z) < inf):
        return nan
    if alpha == 1.0:
        if abs(beta) < 1e-250:
            return nan if beta != 0.0 and of_alpha else cauchy(z, of_alpha)
        return nan if of_alpha else velocity_at_one(z if beta > 0.0 else -z, abs(beta))
    if alpha == 2.0 and not of_alpha:
        return 0.0
    if alpha < 1.0 and abs(beta) == 1.0 and not z * beta > 0.0:
        return 0.0 if z == 0.0 and of_alpha else nan
    if z == 0.0:
        return at_zero(alpha, beta, of_alpha)
    if z > 0.0:
        return velocity(z, alpha, beta, of_alpha)
    value = velocity(-z, alpha, -beta, of_alpha)
    return -value if of_alpha else value


@jit
def levy_stable_alpha_rate(z: float, alpha: float, beta: float) -> float:
    """dz/dalpha of the standard law in S1.

    At alpha = 2 it is that from below. nan outside the domain and the support, at alpha = 1 unless
    beta = 0 (the location runs off as tan(pi alpha/2) there), at alpha = 2 where |z| is over 46 or
    so, and where doubles do not hold the angles (alpha under 0.1 with an extreme z).
    """
    return rate_of(z, alpha, beta, True)


@jit
def levy_stable_beta_rate(z: float, alpha: float, beta: float) -> float:
    """dz/dbeta of the standard law in S1.

    At |beta| = 1 it is that from inside. nan outside the domain and the support, and at |beta| = 1
    where the density is below e^-500 or so, e^-260 if alpha = 1.
    """
    return rate_of(z, alpha, beta, False)
