# Copied by `make` from derive/runtime; edit it there.
# Digest of everything that it calls: 29f50cb08c18e4db
"""Velocities of the non-central F law as means over its latent Poisson count J.

Given J = j and with x = dfn z/(dfn z + dfd), a = dfn/2, b = dfd/2, the odds x/(1 - x) are a beta
prime variate of shapes a + j and b. With r = f_rate, d log/d log dfn of F(2 (a + j), 2 b), and
F_(j+1) - F_j = -x^(a+j) (1 - x)^b/((a + j) B(a + j, b))  (DLMF 8.17.20),

    v_nc  = (z/2) E[ 1/(a + J) | z ]
    v_dfn = (z/2) E[ (r(x, 1 - x, a + J, b) - J/a)/(a + J) | z ]
    v_dfd = -(z/dfd) E[ r(1 - x, x, b, a + J) | z ].
"""

from __future__ import annotations

from math import inf, log, nan

import numpy as np

from ._f_rate import f_rate  # type: ignore[import-untyped]
from ._jit import jit
from ._poisson import SIZE, count_nodes

__all__ = ["ncf_dfd_rate", "ncf_dfn_rate", "ncf_nc_rate"]

#: Below it f_rate is linear in the logarithm of its first argument to the last bit (DLMF 8.17.8).
SMALLEST = 1e-290
LOG_SMALLEST = log(SMALLEST)


@jit
def is_inside(z: float, dfn: float, dfd: float, nc: float) -> bool:
    return 0.0 < z < inf and 0.0 < dfn < inf and 0.0 < dfd < inf and 0.0 <= nc < inf


@jit
def rate(x: float, log_odds: float, y: float, a: float, b: float) -> float:
    """f_rate(x, y, a, b), also where x underflows."""
    value: float = f_rate(max(x, SMALLEST), y, a, b) + max(LOG_SMALLEST - log_odds, 0.0)
    return value


@jit
def ncf_nc_rate(z: float, dfn: float, dfd: float, nc: float) -> float:
    """dz/dnc; 0 at z = 0, infinite at z = inf, nan outside the domain."""
    if not is_inside(z, dfn, dfd, nc):
        return z if z in (0.0, inf) else nan
    x, a, b = 1.0 / (1.0 + dfd / dfn / z), 0.5 * dfn, 0.5 * dfd
    places, weights = np.empty(SIZE), np.empty(SIZE)
    total = mass = 0.0
    for i in range(count_nodes(0.5 * nc, x, a, a + b, places, weights)):
        total += weights[i] / (a + places[i])
        mass += weights[i]
    return 0.5 * z * (total / mass)


@jit
def ncf_dfn_rate(z: float, dfn: float, dfd: float, nc: float) -> float:
    """dz/ddfn; 0 at z = 0, -inf at z = inf, nan outside the domain."""
    if not is_inside(z, dfn, dfd, nc):
        return 0.0 if z == 0.0 else -inf if z == inf else nan
    odds, a, b = dfn / dfd * z, 0.5 * dfn, 0.5 * dfd
    x, y, log_odds = 1.0 / (1.0 + 1.0 / odds), 1.0 / (1.0 + odds), log(dfn / dfd) + log(z)
    places, weights = np.empty(SIZE), np.empty(SIZE)
    total = mass = 0.0
    for i in range(count_nodes(0.5 * nc, x, a, a + b, places, weights)):
        j = places[i]
        total += weights[i] * ((rate(x, log_odds, y, a + j, b) - j / a) / (a + j))
        mass += weights[i]
    return 0.5 * z * (total / mass)


@jit
def ncf_dfd_rate(z: float, dfn: float, dfd: float, nc: float) -> float:
    """dz/ddfd; 0 at z = 0, -inf at z = inf, nan outside the domain."""
    if not is_inside(z, dfn, dfd, nc):
        return 0.0 if z == 0.0 else -inf if z == inf else nan
    odds, a, b = dfn / dfd * z, 0.5 * dfn, 0.5 * dfd
    x, y, log_odds = 1.0 / (1.0 + 1.0 / odds), 1.0 / (1.0 + odds), log(dfn / dfd) + log(z)
    places, weights = np.empty(SIZE), np.empty(SIZE)
    total = mass = 0.0
    for i in range(count_nodes(0.5 * nc, x, a, a + b, places, weights)):
        total += weights[i] * rate(y, -log_odds, x, b, a + places[i])
        mass += weights[i]
    return -z / dfd * (total / mass)
