# Copied by `make` from derive/runtime; edit it there.
"""log g, the exponential variate of ``_levy_stable``, as a function of the angle given z.

phi, q and y are the angles of a triangle, two of them small at the ends of the interval, where each
sine is found from the smaller angles. The law of 1/alpha has the same triangle (Zolotarev's
duality), by which alpha > 1 is found: a is alpha or its reciprocal, whichever is less than 1, and
d = 1 - a. The place in the interval is t, the logarithm of the ratio of the distances x and r from
its ends.

``shape`` is d, w, the longest x, and a constant of log g.
"""

from __future__ import annotations

from math import cos, exp, expm1, inf, log, log1p, sin

from ._arguments import Array
from ._jit import jit

#: Nearer to the peak than this the exponent is found from its difference.
NEAR = 0.1


@jit
def sines(p: float, q: float, r: float) -> tuple[float, float, float]:
    """Of the angles of a triangle, the largest as the sum of the others."""
    if p >= q and p >= r:
        return sin(q + r), sin(q), sin(r)
    if q >= r:
        return sin(p), sin(p + r), sin(r)
    return sin(p), sin(q), sin(p + q)


@jit
def triangle(t: float, shape: Array) -> tuple[float, float, float]:
    """The angles at t: p = a x, q = w + d x and r, x and r being the distances from the ends."""
    x = shape[2] / (1.0 + exp(-t))
    return x - shape[0] * x, shape[1] + shape[0] * x, shape[2] / (1.0 + exp(t))


@jit
def exponent(t: float, shape: Array) -> float:
    """log g at t; it increases."""
    p, q, r = triangle(t, shape)
    sp, sq, sr = sines(p, q, r)
    if not (sp > 0.0 and sq > 0.0 and sr > 0.0):
        return -inf if t < 0.0 else inf
    rise = 2.0 * sin(0.5 * q) * sin(0.5 * (r - p)) / sp
    lag = log1p(rise) if abs(rise) < 0.5 else log(sr) - log(sp)
    value: float = shape[3] + log(sq / sr) - (1.0 - shape[0]) / shape[0] * lag
    return value


@jit
def moved(base: float, tau: float, height: float, shape: Array) -> float:
    """log g at base + tau, being ``height`` at base; a difference however steep it is."""
    if not abs(tau) < NEAR:
        return exponent(base + tau, shape)
    d: float = shape[0]
    a = 1.0 - d
    p0, q0, r0 = triangle(base, shape)
    x0 = shape[2] / (1.0 + exp(-base))
    # x - x0
    h = x0 * r0 * expm1(tau) / (r0 + x0 * exp(tau))
    sp0, sq0, sr0 = sines(p0, q0, r0)
    sp, sq, sr = sines(*triangle(base + tau, shape))
    half = 0.5 * (1.0 + a) * h
    bend = 2.0 * sin(0.5 * d * h) * (sin(half) + cos(r0) / sr0 * cos(half))
    change = -bend * (sp0 / sp) - sq0 / sr0 * (sin(a * h) / sp)
    return height + log(sq / sq0) - log(sr / sr0) - a / d * log1p(change)
