# Copied by `make` from derive/runtime; edit it there.
# Digest of everything that it calls: 29f50cb08c18e4db
"""Velocities of the studentized range as means over the scale of its denominator.

Q = W/S with W the range of k normal variates and S = chi_df/sqrt(df). Given Q = q, S has a density
in proportion to s g(s) r(q s), g and r being the densities of S and of W. With V = dW/dk at a fixed
rank and w = q S,

    v_k = E[V(w)/S | q],    v_df = -q E[rho(S) | q] = -(q/8) E[(1 - w r'(w)/r(w)) D(S) | q],

rho and D being those of nct, by the same two integrations by parts. k need not be an integer.
"""

from __future__ import annotations

from math import inf, nan

from ._jit import jit
from ._math import log  # type: ignore[import-untyped]
from ._nct import drop
from ._normal_range import LEAST, MOST, density, log_interval
from ._normal_range_move import move
from ._studentized_range_scale import node, summit

__all__ = ["studentized_range_df_rate", "studentized_range_k_rate"]

#: Beyond these shapes nothing has been compared with exact values.
MOST_VARIATES, LEAST_FREEDOM = 1000.0, 0.05


@jit
def average_move(q: float, k: float, df: float) -> float:
    """The mean of V(q S)/(q S)."""
    _, w0, drift, curvature, h = summit(q, k, df)
    log_w0, log_m0 = log(w0), log_interval(0.0, w0)
    mass = moves = 0.0
    for side in (1.0, -1.0):
        last = inf
        for i in range(0 if side > 0.0 else 1, MOST):
            x = side * i * h
            weight, w, log_m, integral, _ = node(x, k, w0, drift, curvature, log_m0)
            mass += weight
            if weight < LEAST * mass and weight <= last:
                break
            last = weight
            moves += weight * move(k, w, log_w0 + x, log_m, integral)
    return moves / mass


@jit
def average_drop(q: float, k: float, df: float) -> float:
    """The mean of rho, by that of two forms whose rounding is less."""
    middle, w0, drift, curvature, h = summit(q, k, df)
    log_m0, a = log_interval(0.0, w0), 0.5 * df
    mass = plain = parts = plain_loss = parts_loss = 0.0
    for side in (1.0, -1.0):
        last = inf
        for i in range(0 if side > 0.0 else 1, MOST):
            x = side * i * h
            weight, w, _, _, slope = node(x, k, w0, drift, curvature, log_m0)
            mass += weight
            if weight < LEAST * mass and weight <= last:
                break
            last = weight
            rho, step, rho_loss, step_loss = drop(2.0 * (middle + x), a)
            plain += weight * rho
            parts += weight * slope * step
            plain_loss += weight * rho_loss
            parts_loss += weight * (abs(slope) + 0.5 * w * w) * step_loss
    if plain_loss * abs(parts) < parts_loss * abs(plain):
        return plain / mass
    return 0.125 * (parts / mass)


@jit
def is_compared(z: float, k: float, df: float) -> bool:
    """Whether z and the shapes are in the domain, and the shapes where kernels were compared."""
    return z >= 0.0 and 1.0 < k <= MOST_VARIATES and df >= LEAST_FREEDOM


@jit
def studentized_range_k_rate(z: float, k: float, df: float) -> float:
    """dz/dk; 0 at z = 0, infinite at z = inf.

    nan outside the domain, for k > 1000 and for df < 0.05.
    """
    if not is_compared(z, k, df):
        return nan
    if z in (0.0, inf):
        return z
    if df < inf:
        return z * average_move(z, k, df)
    log_m = log_interval(0.0, z)
    integral, _ = density(k, z, log_m)
    return z * move(k, z, log(z), log_m, integral)


@jit
def studentized_range_df_rate(z: float, k: float, df: float) -> float:
    """dz/ddf; 0 at z = 0 and at df = inf, -inf at z = inf.

    nan outside the domain, for k > 1000 and for df < 0.05.
    """
    if not is_compared(z, k, df):
        return nan
    if z == 0.0 or df == inf:
        return 0.0
    return -z * average_drop(z, k, df) if z < inf else -inf
