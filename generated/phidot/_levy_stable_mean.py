# Copied by `make` from derive/runtime; edit it there.
# Digest of everything that it calls: 64f81e956d558053
"""The mean of the slope (``_levy_stable_slope``) over the angle, weighted by g e^-g."""

from __future__ import annotations

from math import exp, expm1, inf, log, nan

import numpy as np

from ._arguments import Array
from ._jit import jit
from ._levy_stable_angle import exponent
from ._levy_stable_panels import list_edges, sweep
from ._levy_stable_peak import find_start, find_top, steepness, weigh
from ._levy_stable_slope import slope


@jit
def rest_below(first: float, top: float, shape: Array, law: Array) -> float:
    """Weight times slope below the first panel.

    log g is linear in t there, and the slope is in proportion to e^-t or less.
    """
    u = exponent(first, shape)
    if not (-inf < u and shape[1] > 0.0 and first < min(log(shape[1]), 0.0) - 30.0):
        return 0.0
    x = 1.0 / (1.0 + exp(-first))
    left: float = slope(first, u, shape, law) * x * shape[0] / (1.0 - shape[0]) * -expm1(-exp(u))
    return left * exp(-top)


@jit
def average(shape: Array, law: Array) -> tuple[float, float]:
    """The mean of the slope, and the logarithm of the weights' sum; nan where it is not found."""
    base, height, first, rooted = find_start(shape)
    if not (first > -700.0 and base < 690.0):
        return nan, nan
    best, top, last = find_top(base, first, shape)
    if rooted:
        rate = steepness(base, height, shape)
        if rate > 1e3:
            # What is left of log g there is rounding, of z or of t.
            height, top = 0.0, weigh(0.0, base)
    else:
        base, height = best, exponent(best, shape)
        rate = 0.0
    edges, whole, found = np.empty(16), np.full(3, inf), np.zeros(3)
    count = list_edges(first, last, rate, base, edges)
    left = rest_below(first, top, shape, law)
    for trial in range(4):
        if not sweep(edges, count, whole, base, height, top, shape, law, found):
            break
        found[1] += left
        found[2] += abs(left)
        if trial > 0 and found[0] < 2.0 * whole[0] and found[2] < 2.0 * whole[2]:
            return found[1] / found[0], log(found[0]) + top
        whole[:] = found
    return nan, nan
