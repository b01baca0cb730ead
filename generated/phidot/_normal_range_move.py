# Copied by `make` from derive/runtime; edit it there.
# Digest of everything that it calls: 64f81e956d558053
"""The velocity V = dW/dk of the range of k normal variates, at a fixed rank.

V r = -dF_W/dk (``_normal_range`` has r, d and m) is, of two forms, that whose integrand keeps its
sign (H and L stand for Phi(u + w/2) and Phi(u - w/2), d = H - L):

    -int phi(u + w/2) (1 + k log d) d^(k-1) du                                    where m^k < 1/e,
    int phi(u + w/2) ((1 + k log H) (H^(k-1) - d^(k-1)) - k d^(k-1) log(d/H)) du  otherwise.
"""

from __future__ import annotations

from math import inf

from ._jit import jit
from ._math import exp, expm1, log1p, log_ndtr, mills  # type: ignore[import-untyped]
from ._normal_range import LEAST, LOG_ROOT, MOST, ROOT, TINY, log_interval, step_of


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
