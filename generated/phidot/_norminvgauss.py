# Copied by `make` from derive/runtime; edit it there.
# Digest of everything that it calls: 64f81e956d558053
"""Velocities of the normal inverse Gaussian law as means over its latent variance.

Z = b Y + sqrt(Y) N with N normal and Y the first passage through 1 of a Brownian motion with drift
g = sqrt(a^2 - b^2), whose velocity in g is -2 y r(y), r(y) = sqrt(y) R((g y + 1)/sqrt(y)) with
Mills' ratio R (``derive/families/invgauss.py``). Given Z = z, with q^2 = 1 + z^2, log Y has a
density in proportion to e^(-(q^2/y + a^2 y)/2)/y, and

    v_a = -(a/g) E[(z + b Y) r(Y) | z],      v_b = E[Y + (b/g) (z + b Y) r(Y) | z].

The integrals are trapezoidal sums in log Y about the largest weight, at y0 = q^2/(1 + c) with
c = sqrt(1 + a^2 q^2): the weight at y0 e^d is e^-((c - 1)(cosh d - 1) + e^-d - 1 + d). It is
analytic for |Im d| < pi/2. Where z and b differ in sign, z + b Y is z + b y0, from which a^2 - b^2
is split off so that it need not cancel far out, and b y0 (e^d - 1).
"""

from __future__ import annotations

from math import inf, nan, sqrt

from ._jit import jit
from ._math import (  # type: ignore[import-untyped]
    exp,
    expm1,
    expm1_excess,
    hypot1,
    mills,
    sinh,
)  # fmt: skip

__all__ = ["norminvgauss_a_rate", "norminvgauss_b_rate"]

#: The weight is left out below e^-DEEP; to the right, where what it stands by grows like Y^2, the
#: product is.
DEEP = 42.0
#: The step in deviations of log Y, and at most.
STEP, LONGEST = 0.6, 0.18


@jit
def middle(z: float, b: float, g: float, q: float, c: float) -> float:
    """z + b y0 for z b < 0: |b| q^2 - |z| c is (b^2 q^2 - g^2 q^2 z^2 - z^2)/(|b| q^2 + |z| c)."""
    size, share = abs(z), abs(z) / q
    above = b * (b / q) - g * share * (g * size) - share / q * share
    rest = above * (q / (1.0 + c)) / (abs(b) + share * (c / q)) - size / (1.0 + c)
    return rest if b > 0.0 else -rest


@jit
def means(z: float, a: float, b: float) -> tuple[float, float, float]:
    """E[Y], E[(z + b Y) r(Y)] and g."""
    q, g = hypot1(z), sqrt((a - b) * (a + b))
    product = a * q
    c = hypot1(product)
    excess, y0 = product * (product / (c + 1.0)), q * (q / (c + 1.0))
    step = min(STEP / sqrt(c), LONGEST)
    opposed = z * b < 0.0
    mass = variance = plain = by_variance = 0.0
    for side in (1.0, -1.0):
        k = 0.0 if side > 0.0 else 1.0
        while True:
            d = side * k * step
            half = sinh(0.5 * d)
            height = 2.0 * excess * half * half + d * d * expm1_excess(-d)
            if not height - 2.0 * max(d, 0.0) < DEEP:
                break
            y = y0 * exp(d)
            root, weight = sqrt(y), exp(-height)
            moved = weight * (root * mills((g * y + 1.0) / root))
            mass += weight
            variance += weight * y
            plain += moved
            by_variance += moved * (y0 * expm1(d) if opposed else y)
            k += 1.0
    first = middle(z, b, g, q, c) if opposed else z
    return variance / mass, (first * plain + b * by_variance) / mass, g


@jit
def norminvgauss_a_rate(z: float, a: float, b: float) -> float:
    """dz/da; infinite, of the sign of -z, at z = inf and -inf, nan outside the domain."""
    if not (abs(z) < inf and abs(b) < a < inf):
        return -z if abs(z) == inf else nan
    _, move, g = means(z, a, b)
    return -(a / g) * move


@jit
def norminvgauss_b_rate(z: float, a: float, b: float) -> float:
    """dz/db; infinite at z = inf and -inf, nan outside the domain."""
    if not (abs(z) < inf and abs(b) < a < inf):
        return inf if abs(z) == inf else nan
    variance, move, g = means(z, a, b)
    return variance + (b / g) * move
