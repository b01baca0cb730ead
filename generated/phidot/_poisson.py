# Copied by `make` from derive/runtime; edit it there.
# Digest of everything that it calls: 64f81e956d558053
"""The latent count of a Poisson mixture, given the variate: where it lies and how likely.

ncx2 is chi2(df + 2J) and ncf is F with dfn + 2J, J being Poisson with mean nc/2. Given the variate,
J = j has a probability in proportion to u_j, u_0 = 1,

    u_(j+1)/u_j = (first/(j + 1)) (second/(a + j)) (top + j),    the last factor 1 for top = inf.

The velocities are means over J of terms of one sign, so the scale of u, the density, cancels.
"""

from __future__ import annotations

from math import hypot, inf, log, sqrt

from ._arguments import Array
from ._jit import jit
from ._math import exp, log1p  # type: ignore[import-untyped]

#: Nodes that the arrays of ``count_nodes`` must hold.
SIZE = 640
#: Weights below this part of the largest, with all beyond them, do not count.
LEAST = 1e-19
#: The deviation of J from which a sum over all integers gives way to the trapezoidal rule, whose
#: error falls as exp(-2 pi^2 / STEP^2), STEP being in deviations.
WIDE, STEP = 12.0, 0.6


@jit
def ratio(j: float, first: float, second: float, a: float, top: float) -> float:
    """u_(j+1)/u_j."""
    return (first / (j + 1.0)) * (second / (a + j)) * (1.0 if top == inf else top + j)


@jit
def peak(first: float, second: float, a: float, top: float) -> float:
    """The real j >= 0 where u is largest, from ratio(j) = 1; 0 where u falls from the start."""
    if top == inf:
        half, product = -0.5 * (a + 1.0), sqrt(first) * sqrt(second)
        if not product > sqrt(a):
            return 0.0
        below = hypot(0.5 * (a - 1.0), product) - half
        return max(product * (product / below) - a / below, 0.0)
    rate = first * second
    half, gap = 0.5 * (rate - a - 1.0), rate * top - a
    if not gap > 0.0:
        return max(2.0 * half, 0.0)
    length = hypot(half, sqrt(gap))
    return gap / (length - half) if half < 0.0 else half + length


@jit
def stirling(n: float) -> float:
    """log Gamma(n) - (n - 1/2) log n + n - log(2 pi)/2 for n >= 50 (DLMF 5.11.1)."""
    r = 1.0 / n
    s = r * r
    return r * (1.0 / 12.0 + s * (-1.0 / 360.0 + s * (1.0 / 1260.0 - s / 1680.0)))


@jit
def entropy(t: float) -> float:
    """(1 + t) log(1 + t) - t."""
    if abs(t) > 0.06:
        value: float = (1.0 + t) * log1p(t) - t
        return value
    total = 0.0
    for k in range(14, 1, -1):
        total = 1.0 / (k * (k - 1.0)) - t * total
    return t * t * total


@jit
def log_rise(n: float, d: float) -> float:
    """log Gamma(n + d) - log Gamma(n) - d log n for n and n + d above 50."""
    value: float = n * entropy(d / n) - 0.5 * log1p(d / n) + (stirling(n + d) - stirling(n))
    return value


@jit
def count_nodes(
    first: float, second: float, a: float, top: float, places: Array, weights: Array
) -> int:
    """Fill ``places`` and ``weights`` with values of J and their unnormalised probabilities.

    Every integer that counts, or nodes of the trapezoidal rule where there are many; how many.
    """
    middle = peak(first, second, a, top)
    curvature = 1.0 / (middle + 1.0) + 1.0 / (a + middle)
    if top != inf:
        curvature -= 1.0 / (top + middle)
    if curvature * WIDE * WIDE < 1.0:
        return wide_nodes(middle, 1.0 / sqrt(curvature), first, second, a, top, places, weights)
    start = float(int(middle))
    places[0], weights[0] = start, 1.0
    count, j, weight = 1, start, 1.0
    while count < SIZE // 2:
        factor = ratio(j, first, second, a, top)
        weight *= factor
        j += 1.0
        if not (weight > LEAST or factor > 0.75):
            break
        places[count], weights[count] = j, weight
        count += 1
    j, weight = start, 1.0
    while j > 0.0 and count < SIZE:
        j -= 1.0
        weight /= ratio(j, first, second, a, top)
        places[count], weights[count] = j, weight
        count += 1
        if weight < LEAST * LEAST:
            break
    return count


@jit
def wide_nodes(
    middle: float, deviation: float, first: float, second: float, a: float, top: float,
    places: Array, weights: Array,
) -> int:  # fmt: skip
    """The trapezoidal rule about the peak of u, which is close to a normal density there."""
    slope = log(ratio(middle, first, second, a, top))
    count = 0
    for side in (1.0, -1.0):
        k = 0.0 if side > 0.0 else 1.0
        while count < SIZE:
            d = side * k * STEP * deviation
            height = d * slope - log_rise(middle + 1.0, d) - log_rise(a + middle, d)
            if top != inf:
                height += log_rise(top + middle, d)
            weight = exp(height)
            if not weight > LEAST:
                break
            places[count], weights[count] = middle + d, weight
            count += 1
            k += 1.0
    return count
