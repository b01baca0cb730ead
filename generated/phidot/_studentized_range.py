# Copied by `make` from derive/runtime; edit it there.
# Digest of everything that it calls: 9c6943bf464c85b4
"""Velocities of the studentized range as means over the scale of its denominator.

Q = W/S with W the range of k normal variates and S = chi_df/sqrt(df). Given Q = q, S has a density
in proportion to s g(s) r(q s), g and r being the densities of S and of W. With V = dW/dk at a fixed
rank and w = q S,

    v_k = E[V(w)/S | q],    v_df = -q E[rho(S) | q] = -(q/8) E[(1 - w r'(w)/r(w)) D(S) | q],

rho and D being those of nct, by the same two integrations by parts. With the probability d(u) of
(u - w/2, u + w/2), largest at u = 0 where it is m,

    r(w) = k (k - 1)/(2 pi) e^(-w^2/4) int e^(-u^2) d(u)^(k-2) du.

k need not be an integer. V r = -dF_W/dk is, of two forms, that whose integrand keeps its sign
(H and L stand for Phi(u + w/2) and Phi(u - w/2), d = H - L):

    -int phi(u + w/2) (1 + k log d) d^(k-1) du                                    where m^k < 1/e,
    int phi(u + w/2) ((1 + k log H) (H^(k-1) - d^(k-1)) - k d^(k-1) log(d/H)) du  otherwise.

All integrals are trapezoidal sums of analytic functions that fall at least like a normal density.
"""

from __future__ import annotations

from math import inf, nan, pi, sqrt

import numpy as np

from ._jit import jit
from ._math import (  # type: ignore[import-untyped]
    exp,
    expm1,
    expm1_excess,
    log,
    log1p,
    log_ndtr,
    mills,
)
from ._nct import drop

__all__ = ["studentized_range_df_rate", "studentized_range_k_rate"]

#: Parts of a sum that do not count, and the most nodes on a side.
LEAST, MOST = 1e-18, 16000
#: Steps of the integrals over u and over log s, in deviations, at most, and times log k at most:
#: d^k and R grow like exp(k |Phi(-w/2)|) where, w being complex, w^2/8, of size log k, has turned
#: by a right angle.
STEP, LONGEST, MANY = 0.6, 0.25, 0.55
OUTER, OUTER_LONGEST, OUTER_MANY = 0.5, 0.08, 0.2
#: Beyond these shapes nothing has been compared with exact values.
MOST_VARIATES, LEAST_FREEDOM = 1000.0, 0.05
#: Below this k w^2 a range is so narrow that w^4 does not count.
TINY = 1e-8
#: Below this w loses digits.
LEAST_NORMAL = 1e-290
ROOT = sqrt(2.0 * pi)
LOG_ROOT = 0.5 * float(np.log(2.0 * pi))
#: Below this w the probability of an interval is found by Gauss-Legendre.
NARROW = 0.5
NODES, WEIGHTS = np.polynomial.legendre.leggauss(12)


@jit
def log_interval(u: float, w: float) -> float:
    """log d(u) for u >= 0."""
    near, far = u - 0.5 * w, u + 0.5 * w
    if w < NARROW:
        total = 0.0
        for i in range(NODES.size):
            t = 0.5 * w * NODES[i]
            total += WEIGHTS[i] * exp(-t * (u + 0.5 * t))
        part, height = 0.5 * w * total, -0.5 * u * u
    else:
        height, ratio, rest = -0.5 * near * near, mills(abs(near)), mills(far) * exp(-u * w)
        if near <= 0.0:
            whole: float = log1p(-exp(height) * (ratio + rest) / ROOT)
            return whole
        part = ratio - rest
    value: float = log(part) + height - LOG_ROOT
    return value


@jit
def step_of(k: float, w: float, log_m: float) -> float:
    """A step for the integrals over u, from the curvature of their integrands at 0."""
    bend = (k - 2.0) * w * exp(-0.125 * w * w - log_m) / ROOT
    step: float = min(STEP / sqrt(2.0 + max(bend, 0.0)), LONGEST, MANY / log(max(k, 2.0)))
    return step


@jit
def density(k: float, w: float, log_m: float) -> tuple[float, float]:
    """int e^(-u^2) (d/m)^(k-2) du and 1 - w r'(w)/r(w)."""
    if k * w * w < TINY:
        t = 0.25 * w * w
        integral = ROOT / sqrt(k) * (1.0 + (k - 2.0) * t / (6.0 * k))
        return integral, 3.0 - k + t * (k + 1.0) * (k + 2.0) / (3.0 * k)
    h = step_of(k, w, log_m)
    total = slopes = 0.0
    for i in range(MOST):
        u = i * h
        log_d = log_interval(u, w) if i else log_m
        part = exp(-u * u + (k - 2.0) * (log_d - log_m)) * (1.0 if i else 0.5)
        near = u - 0.5 * w
        slope = exp(-0.5 * near * near - log_d) * (1.0 + exp(-u * w)) / (2.0 * ROOT)
        total += part
        slopes += part * slope
        if part <= LEAST * total and part * slope <= LEAST * slopes:
            break
    return 2.0 * h * total, 1.0 + 0.5 * w * w - (k - 2.0) * w * (slopes / total)


@jit
def lower_move(k: float, w: float, log_m: float) -> float:
    """V r up to k (k - 1) m^(k-2) e^(-w^2/4)/(2 pi), by the first form."""
    h = step_of(k, w, log_m)
    total = 0.0
    for i in range(MOST):
        u = i * h
        log_d = log_interval(u, w) if i else log_m
        near = u - 0.5 * w
        height = 0.25 * w * w - 0.5 * near * near + (k - 1.0) * (log_d - log_m)
        part = -exp(height) * (1.0 + exp(-u * w)) * (1.0 + k * log_d) * (1.0 if i else 0.5)
        total += part
        if near > 0.0 and part < LEAST * total:
            break
    value: float = h * total * ROOT * exp(log_m)
    return value


@jit
def upper_part(k: float, w: float, u: float) -> float:
    """The second form's integrand times 2 pi e^(w^2/4)."""
    below = 0.5 * w - u
    high, ratio = log_ndtr(u + 0.5 * w), mills(below)
    share = exp(-0.5 * below * below - high) * ratio / ROOT
    if share < LEAST:
        inner = (1.0 + k * high) * (k - 1.0) + k
    else:
        rest = log1p(-share) if share < 0.5 else log_interval(abs(u), w) - high
        lost = expm1((k - 1.0) * rest)
        inner = -((1.0 + k * high) * lost + k * (1.0 + lost) * rest) / share
    value: float = exp(-u * u + (k - 2.0) * high) * ratio * inner
    return value


@jit
def upper_move(k: float, w: float, log_m: float) -> float:
    """The same as ``lower_move`` by the second form."""
    h = step_of(k, w, log_m)
    total = 0.0
    for side in (1.0, -1.0):
        last = inf
        for i in range(0 if side > 0.0 else 1, MOST):
            part = upper_part(k, w, side * i * h)
            total += part
            size = abs(part)
            if size <= LEAST * abs(total) and size <= last:
                break
            last = size
    value: float = h * total * exp(-(k - 2.0) * log_m)
    return value


@jit
def move(k: float, w: float, log_w: float, log_m: float, integral: float) -> float:
    """V(w)/w, given the integral of ``density``."""
    if k * w * w < TINY:
        # R = sqrt(k) (2 pi)^((1-k)/2) w^(k-1) (1 + e t), e = -(k + 1 - 2/k)/6, t = w^2/4.
        t = 0.25 * w * w
        corrected = 1.0 - t * (k + 1.0 - 2.0 / k) / 6.0
        moved = (0.5 / k - LOG_ROOT + log_w) * corrected - t * (1.0 + 2.0 / (k * k)) / 6.0
        return -moved / ((k - 1.0) * corrected + 2.0 * (corrected - 1.0))
    lower = k * log_m < -1.0
    moved = lower_move(k, w, log_m) if lower else upper_move(k, w, log_m)
    return moved / (k * (k - 1.0) * integral * w)


@jit
def find_middle(q: float, k: float, df: float) -> tuple[float, float]:
    """log s near the largest weight of log s, and its deviation there."""
    high = 0.5 * log((df + k) / df)
    step, low = 0.125, high - 0.125
    while uphill(low, q, k, df) <= 0.0 and step < 2048.0:
        high, step = low, 2.0 * step
        low = high - step
    for _ in range(60):
        middle = 0.5 * (low + high)
        w = q * exp(middle)
        deviation = 1.0 / sqrt(2.0 * df * exp(2.0 * middle) + w * w + 1.0)
        if high - low < 0.1 * deviation:
            break
        if uphill(middle, q, k, df) > 0.0:
            low = middle
        else:
            high = middle
    return middle, deviation


@jit
def uphill(place: float, q: float, k: float, df: float) -> float:
    """The slope of the logarithm of the weight in log s, over its largest part."""
    w = q * exp(place)
    _, slope = density(k, w, log_interval(0.0, w))
    value: float = 2.0 - df * expm1(2.0 * place) - slope
    return value


@jit
def summit(q: float, k: float, df: float) -> tuple[float, float, float, float, float]:
    """log s and w at the largest weight, and of the weight's logarithm there two derivatives.

    They are in x = log(s/s0), but for r's two factors beside e^(-w^2/4). The last is a step in x.
    """
    middle, deviation = find_middle(q, k, df)
    s0 = exp(middle)
    w0 = q * s0
    drift = 1.0 - df * expm1(2.0 * middle) - 0.5 * w0 * w0
    step = min(OUTER * deviation, OUTER_LONGEST, OUTER_MANY / log(max(k, 2.0)))
    return middle, w0, drift, 2.0 * df * s0 * s0 + w0 * w0, step


@jit
def node(
    x: float, k: float, w0: float, drift: float, curvature: float, log_m0: float
) -> tuple[float, float, float, float, float]:
    """The weight, and w, log m and the values of ``density`` at s = s0 e^x."""
    w = w0 * exp(x)
    log_m = log_interval(0.0, w) if w > 0.0 else -inf
    integral, slope = density(k, w, log_m)
    height = drift * x - curvature * (x * x * expm1_excess(2.0 * x))
    rise = log_m - log_m0 if w > LEAST_NORMAL else x
    return exp(height + (k - 2.0) * rise) * integral, w, log_m, integral, slope


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
