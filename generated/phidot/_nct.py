# Copied by `make` from derive/runtime; edit it there.
# Digest of everything that it calls: 29f50cb08c18e4db
"""Velocities of the non-central t law as means over the latent scale of its denominator.

T = (N + nc)/S with N normal and S = chi_df/sqrt(df). Given T = t, S has a density in proportion to
s^df e^(-c s^2/2 + t nc s), c = df + t^2, whatever the density of t. With a = df/2, r_a = gamma_rate
at shape a and rho = (r_a(a S^2) - 1/a)/4, which is d log S/d df at a fixed rank,

    v_nc = E[1/S | t],      v_df = -t E[rho(S) | t].

rho changes sign at S near 1. Integrated by parts twice (the law of S^2 has mean 1 for every df, so
the integral of -dF_{S^2}/ddf keeps one sign; by the recurrence DLMF 8.8.5 it is an elementary
factor times D = r_a - r_{a+1} > 0) the same is

    v_df = -(t/8) E[(1 + t S (t S - nc)) D(a S^2) | t],

in which nothing cancels where rho's sign changes matter. Both are summed, and that with the smaller
bound on its rounding is taken. The integrals are trapezoidal sums in log S, about the peak.
"""

from __future__ import annotations

from math import hypot, inf, lgamma, log, nan, sqrt

import numpy as np

from ._arguments import Array
from ._gamma_rate import gamma_rate  # type: ignore[import-untyped]
from ._jit import jit
from ._math import (  # type: ignore[import-untyped]
    exp,
    expm1,
    expm1_excess,
    expm1_ratio,
    gamma_remainder,
    log1p,
)  # fmt: skip

__all__ = ["nct_df_rate", "nct_nc_rate"]

#: Most nodes; weights below this part of the largest do not count.
SIZE, LEAST = 4096, 1e-19
#: The step of the sums in deviations of log S, and at most: e^u is entire of period 2 pi i, and
#: the weight grows beyond |Im u| = pi/4.
STEP, LONGEST = 0.5, 0.08
#: From this shape on D is a divided difference and a remainder; below, a plain difference.
LARGE = 2.0
#: Below it a gamma_rate(y, a) is linear in log y to the last bit (DLMF 8.7.1).
SMALLEST = 1e-290
LOG_SMALLEST = log(SMALLEST)
_X, _W = np.polynomial.legendre.leggauss(14)
#: Gauss-Legendre on [0, 1].
NODES, WEIGHTS = 0.5 * (_X + 1.0), 0.5 * _W


@jit
def scale_of(t: float, df: float) -> float:
    """sqrt(c)."""
    return hypot(sqrt(df), t)


@jit
def peak(df: float, drift: float) -> float:
    """The largest weight of log S is at sqrt(c) S = this, drift being t nc/sqrt(c)."""
    root = hypot(drift, 2.0 * sqrt(df + 1.0))
    return 0.5 * (root + drift) if drift >= 0.0 else 2.0 * (df + 1.0) / (root - drift)


@jit
def list_nodes(df: float, top: float, places: Array, weights: Array) -> int:
    """Fill ``places`` with log(S/S*) and ``weights`` with the weights there; how many.

    The weight is e^-((df + 1)(e^x - 1 - x) + c S*^2 (e^x - 1)^2/2), S* being where it is largest.
    """
    square = top * top
    step = min(STEP / sqrt(df + 1.0 + square), LONGEST)
    count = 0
    for side in (1.0, -1.0):
        k = 0.0 if side > 0.0 else 1.0
        while count < SIZE:
            x = side * k * step
            growth = expm1(x)
            height = (df + 1.0) * (x * x * expm1_excess(x)) + 0.5 * square * growth * growth
            weight = exp(-height)
            if not weight > LEAST * min(exp(x), 1.0):
                break
            places[count], weights[count] = x, weight
            count += 1
            k += 1.0
    return count


@jit
def nct_nc_rate(z: float, df: float, nc: float) -> float:
    """dz/dnc; infinite at z = inf and -inf, nan outside the domain."""
    if not (abs(z) < inf and 0.0 < df < inf and abs(nc) < inf):
        return inf if abs(z) == inf else nan
    scale = scale_of(z, df)
    drift = z / scale * nc
    top = peak(df, drift)
    places, weights = np.empty(SIZE), np.empty(SIZE)
    count = list_nodes(df, top, places, weights)
    total = mass = 0.0
    if drift <= 0.0:
        # By parts: df E[1/S] = c E[S] - t nc.
        for i in range(count):
            total += weights[i] * exp(places[i])
            mass += weights[i]
        return scale * ((top * (total / mass) - drift) / df)
    if df >= 1.0:
        for i in range(count):
            total += weights[i] * exp(-places[i])
            mass += weights[i]
        return scale / top * (total / mass)
    # 1/S is barely integrable: the part that is, without nc, is a gamma function.
    for i in range(count):
        total += weights[i] * exp(-places[i]) * -expm1(-drift * top * exp(places[i]))
        mass += weights[i]
    step = min(STEP / sqrt(df + 1.0 + top * top), LONGEST)
    half = 0.5 * df
    height = half * log(2.0 / top / top) - 0.5 * top * top + df + 1.0 + lgamma(1.0 + half)
    value: float = scale / top * ((total + exp(height) / df / step) / mass)
    return value


@jit
def divided(a: float, y: float) -> float:
    """Minus the divided difference of log at a, a + 1 and y, the integral of 1/((s + a)...)."""
    high, low = max(y, a + 1.0), min(y, a)
    middle = 0.5 * (high + low)
    p, q, r = (a - middle) / middle, (a + 1.0 - middle) / middle, (y - middle) / middle
    total = 0.0
    for i in range(NODES.size):
        t = NODES[i]
        total += WEIGHTS[i] * t / ((1.0 + p * t) * (1.0 + q * t) * (1.0 + r * t))
    return total / middle / middle


@jit
def rate(y: float, beyond: float, a: float) -> float:
    """gamma_rate(y, a), also where y underflows, log y then being so far below log SMALLEST."""
    value: float = gamma_rate(max(y, SMALLEST), a) + beyond / a
    return value


@jit
def drop(w: float, a: float) -> tuple[float, float, float, float]:
    """rho and D at S^2 = e^w, and a bound on the rounding of each."""
    y = a * exp(w)
    beyond = max(LOG_SMALLEST - w - log(a), 0.0)
    lower = w - log1p(1.0 / a)
    if a < LARGE or not (w <= 1.0 and lower >= -1.0):
        here, next_ = rate(y, beyond, a), rate(y, beyond, a + 1.0)
        return 0.25 * (here - 1.0 / a), here - next_, 0.25 * (here + 1.0 / a), here + next_
    t, s = 1.0 / a, 1.0 / (a + 1.0)
    rest = gamma_remainder(w, t)
    lead = -w * expm1_excess(w) / expm1_ratio(w)
    rho = 0.25 * t * (lead + t * rest)
    step = divided(a, y) + (t * t * rest - s * s * gamma_remainder(lower, s))
    return rho, step, abs(rho) + 0.25 * t * t, step


@jit
def nct_df_rate(z: float, df: float, nc: float) -> float:
    """dz/ddf; 0 at z = 0, infinite and of the other sign at z = inf and -inf, nan outside."""
    if not (abs(z) < inf and 0.0 < df < inf and abs(nc) < inf):
        return -z if abs(z) == inf else nan
    scale = scale_of(z, df)
    share = z / scale
    top = peak(df, share * nc)
    a, start = 0.5 * df, 2.0 * log(top / scale)
    places, weights = np.empty(SIZE), np.empty(SIZE)
    plain = parts = plain_loss = parts_loss = mass = 0.0
    for i in range(list_nodes(df, top, places, weights)):
        rho, step, rho_loss, step_loss = drop(start + 2.0 * places[i], a)
        moved = share * (top * exp(places[i]))
        factor = 1.0 + moved * (moved - nc)
        plain += weights[i] * rho
        parts += weights[i] * factor * step
        plain_loss += weights[i] * rho_loss
        parts_loss += weights[i] * (1.0 + abs(moved) * (abs(moved) + abs(nc))) * step_loss
        mass += weights[i]
    if plain_loss * abs(parts) < parts_loss * abs(plain):
        return -z * (plain / mass)
    return -0.125 * z * (parts / mass)
