# Copied by `make` from derive/runtime; edit it there.
# Digest of everything that it calls: 64f81e956d558053
"""The scale S of the studentized range, given the variate q: where it lies and how likely.

Its density is in proportion to s g(s) r(q s), g and r being those of S and of the range
(``_normal_range``). Means over it are trapezoidal sums in x = log(s/s0), s0 being near the peak.
"""

from __future__ import annotations

from math import inf, sqrt

from ._jit import jit
from ._math import exp, expm1, expm1_excess, log  # type: ignore[import-untyped]
from ._normal_range import density, log_interval

#: Steps of the integrals over log s, in deviations, at most, and times log k at most: r grows as
#: d^k does (``_normal_range``).
OUTER, OUTER_LONGEST, OUTER_MANY = 0.5, 0.08, 0.2
#: Below this w loses digits.
LEAST_NORMAL = 1e-290


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
