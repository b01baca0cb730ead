# Copied by `make` from derive/runtime; edit it there.
# Digest of everything that it calls: 64f81e956d558053
"""Weights g e^-g and their products with the slope, integrated over the place t of the angle.

By Gauss-Legendre on panels that are halved until the last Legendre coefficients are small.
"""

from __future__ import annotations

from math import exp

import numpy as np

from ._arguments import Array
from ._jit import jit
from ._levy_stable_angle import moved
from ._levy_stable_peak import weigh
from ._levy_stable_slope import slope

#: Nodes of a panel, its longest length, the most panels, and the last Legendre coefficients, as a
#: part of the whole, at which it is halved no more.
COUNT, LONGEST, MOST, TOLERANCE = 16, 4.0, 4000, 1e-8
NODES, WEIGHTS = np.polynomial.legendre.leggauss(COUNT)
_HIGH = np.polynomial.legendre.legvander(NODES, COUNT - 1)[:, -2:].T * WEIGHTS
#: Rows that take values at the nodes to the last two Legendre coefficients.
LAST = np.ascontiguousarray(_HIGH * (np.array([[COUNT - 2.0], [COUNT - 1.0]]) + 0.5))


@jit
def list_edges(first: float, last: float, rate: float, base: float, edges: Array) -> int:
    """Fill ``edges`` with borders of panels about a place, measured from it; how many."""
    count = 0
    edges[0] = first - base
    for s in (-42.0, -24.0, -12.0, -6.0, -3.0, -1.5, 0.0, 1.5, 4.0):
        tau = s / max(rate, 0.5)
        if edges[count] < tau < last - base or (rate > 1e3 and edges[count] < tau):
            count += 1
            edges[count] = tau
    if last - base > edges[count]:
        count += 1
        edges[count] = last - base
    return count


@jit
def panel(
    low: float, high: float, base: float, height: float, top: float,
    shape: Array, law: Array, sums: Array,
) -> None:  # fmt: skip
    """Weight, weight times slope, its size, and the last coefficients of both, integrated."""
    middle, half = 0.5 * (low + high), 0.5 * (high - low)
    sums[:] = 0.0
    a1 = a2 = b1 = b2 = 0.0
    for i in range(COUNT):
        tau = middle + half * NODES[i]
        u, t = moved(base, tau, height, shape), base + tau
        weight = exp(weigh(u, t) - top)
        if not weight > 0.0:
            continue
        term = weight * slope(t, u, shape, law)
        sums[0] += WEIGHTS[i] * weight
        sums[1] += WEIGHTS[i] * term
        sums[2] += WEIGHTS[i] * abs(term)
        a1 += LAST[0, i] * weight
        a2 += LAST[1, i] * weight
        b1 += LAST[0, i] * term
        b2 += LAST[1, i] * term
    sums[3], sums[4] = abs(a1) + abs(a2), abs(b1) + abs(b2)
    sums *= half


@jit
def sweep(
    edges: Array, count: int, whole: Array, base: float, height: float, top: float,
    shape: Array, law: Array, found: Array,
) -> bool:  # fmt: skip
    """Integrate over all panels, halving until errors are small parts of ``whole``; whether so."""
    sums, stack = np.empty(5), np.empty((64, 2))
    found[:] = 0.0
    panels = 0
    for i in range(count):
        pieces = int((edges[i + 1] - edges[i]) / LONGEST) + 1
        length = (edges[i + 1] - edges[i]) / pieces
        for j in range(pieces):
            stack[0, 0] = edges[i] + j * length
            stack[0, 1] = edges[i + 1] if j == pieces - 1 else edges[i] + (j + 1) * length
            depth = 1
            while depth > 0:
                depth -= 1
                low, high = stack[depth, 0], stack[depth, 1]
                panel(low, high, base, height, top, shape, law, sums)
                panels += 1
                if sums[3] <= TOLERANCE * whole[0] and sums[4] <= TOLERANCE * whole[2]:
                    found += sums[:3]
                    continue
                if panels > MOST or depth > 60:
                    return False
                middle = 0.5 * (low + high)
                stack[depth, 0], stack[depth, 1] = low, middle
                stack[depth + 1, 0], stack[depth + 1, 1] = middle, high
                depth += 2
    return True
