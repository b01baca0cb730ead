# Copied by `make` from derive/runtime; edit it there.
# Digest of everything that it calls: 29f50cb08c18e4db
"""Velocities of the non-central chi-squared law as means over its latent Poisson count J.

Given J = j the variate is chi2(df + 2j), which moves with df as a gamma variate of shape
a + j = df/2 + j does with it. Since dF/dnc = -p(df + 2)  (p the density, DLMF 8.8.5 term by term),

    v_df = (z/2) E[ gamma_rate(z/2, a + J) | z ],      v_nc = (z/2) E[ 1/(a + J) | z ].

All terms are positive.
"""

from __future__ import annotations

from math import inf, nan

import numpy as np

from ._gamma_rate import gamma_rate  # type: ignore[import-untyped]
from ._jit import jit
from ._poisson import SIZE, count_nodes

__all__ = ["ncx2_df_rate", "ncx2_nc_rate"]


@jit
def ncx2_df_rate(z: float, df: float, nc: float) -> float:
    """dz/ddf; 0 at z = 0, infinite at z = inf, nan outside the domain."""
    if not (0.0 < z < inf and 0.0 < df < inf and 0.0 <= nc < inf):
        return z if z in (0.0, inf) else nan
    y, a = 0.5 * z, 0.5 * df
    places, weights = np.empty(SIZE), np.empty(SIZE)
    total = mass = 0.0
    for i in range(count_nodes(0.5 * nc, y, a, inf, places, weights)):
        total += weights[i] * gamma_rate(y, a + places[i])
        mass += weights[i]
    return y * (total / mass)


@jit
def ncx2_nc_rate(z: float, df: float, nc: float) -> float:
    """dz/dnc; 0 at z = 0, infinite at z = inf, nan outside the domain."""
    if not (0.0 < z < inf and 0.0 < df < inf and 0.0 <= nc < inf):
        return z if z in (0.0, inf) else nan
    y, a = 0.5 * z, 0.5 * df
    places, weights = np.empty(SIZE), np.empty(SIZE)
    total = mass = 0.0
    for i in range(count_nodes(0.5 * nc, y, a, inf, places, weights)):
        total += weights[i] / (a + places[i])
        mass += weights[i]
    return y * (total / mass)
