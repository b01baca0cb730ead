# Copied by `make` from derive/runtime; edit it there.
# Digest of everything that it calls: 64f81e956d558053
"""The range W of k normal variates: its density r and the density's slope.

With the probability d(u) of (u - w/2, u + w/2), largest at u = 0 where it is m,

    r(w) = k (k - 1)/(2 pi) e^(-w^2/4) int e^(-u^2) d(u)^(k-2) du.

k need not be an integer. All integrals are trapezoidal sums of analytic functions that fall at
least like a normal density.
"""

from __future__ import annotations

from math import pi, sqrt

import numpy as np

from ._jit import jit
from ._math import exp, log, log1p, mills  # type: ignore[import-untyped]

#: Parts of a sum that do not count, and the most nodes on a side.
LEAST, MOST = 1e-18, 16000
#: Steps of the integrals over u, in deviations, at most, and times log k at most: d^k grows like
#: exp(k |Phi(-w/2)|) where, w being complex, w^2/8, of size log k, has turned by a right angle.
STEP, LONGEST, MANY = 0.6, 0.25, 0.55
#: Below this k w^2 a range is so narrow that w^4 does not count.
TINY = 1e-8
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
