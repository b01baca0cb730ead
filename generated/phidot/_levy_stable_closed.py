# Copied by `make` from derive/runtime; edit it there.
"""Velocities of the stable law where they are elementary: at alpha = 1, beta = 0 and at z = 0."""

from __future__ import annotations

from math import atan, cos, exp, lgamma, log, log1p, pi, sin, sqrt

import numpy as np

from ._jit import jit

EULER = float(np.euler_gamma)


@jit
def cauchy(z: float, of_alpha: bool) -> float:
    """The velocities at alpha = 1, beta = 0."""
    angle, height = atan(z), 0.5 * log1p(z * z) if abs(z) < 1e100 else log(abs(z))
    if of_alpha:
        return angle - z * (EULER + height)
    return 2.0 / pi * (EULER + z * angle + height)


@jit
def at_zero(alpha: float, beta: float, of_alpha: bool) -> float:
    """At z = 0, where F = 1/2 - psi/(pi alpha) and p = Gamma(1 + 1/alpha) cos(psi/alpha) times
    (cos psi)^(1/alpha)/pi."""
    delta = 1.0 - alpha
    c, s = sin(0.5 * pi * delta), sin(0.5 * pi * min(alpha, 2.0 - alpha))
    square, psi = c * c + beta * beta * s * s, atan(beta * s / c)
    if of_alpha:
        change = (0.5 * pi * beta / square - psi / alpha) / alpha
    else:
        change = s * c / square / alpha
    log_p = lgamma(1.0 + 1.0 / alpha) + log(abs(c) / sqrt(square)) / alpha
    return change * exp(-log_p) / cos(psi / alpha)
