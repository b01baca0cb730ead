# Copied by `make` from derive/runtime; edit it there.
# Digest of everything that it calls: 64f81e956d558053
"""Where the weight g e^-g of an angle (``_levy_stable_angle``) is large."""

from __future__ import annotations

from math import exp, log, log1p

from ._arguments import Array
from ._jit import jit
from ._levy_stable_angle import NEAR, exponent, moved

#: Weights below e^-DROP of the largest do not count.
DROP = 42.0


@jit
def weigh(u: float, t: float) -> float:
    """The logarithm of g e^-g dx/dt, up to a constant."""
    return u - exp(min(u, 700.0)) - abs(t) - 2.0 * log1p(exp(-abs(t)))


@jit
def solve(level: float, low: float, high: float, shape: Array) -> float:
    """Where log g is ``level``, by bisection."""
    for _ in range(100):
        middle = 0.5 * (low + high)
        if middle in (low, high):
            break
        if exponent(middle, shape) < level:
            low = middle
        else:
            high = middle
    return 0.5 * (low + high)


@jit
def find_start(shape: Array) -> tuple[float, float, float, bool]:
    """A place where log g = 0, log g there, the first t that matters, and whether there is one.

    There is none where w = 0 and the least g exceeds 1; then the place is that of the largest
    weight.
    """
    w, lowest = shape[1], exponent(-300.0, shape)
    if w == 0.0 and lowest > -1.0:
        first = -60.0 - 0.5 * log(1.0 + exp(min(lowest, 700.0)))
        return first, lowest, first, False
    base = solve(0.0, -740.0, 740.0, shape)
    first = min(log(w), base) - 38.0 if w > 0.0 else base - 80.0
    # Where what is integrated, e^u or e^(u - t), is e^-DROP of what it is at base.
    floor, low, high = -DROP - max(base, 0.0), -745.0, base
    for _ in range(60):
        middle = 0.5 * (low + high)
        if exponent(middle, shape) - max(middle, 0.0) < floor:
            low = middle
        else:
            high = middle
    return base, exponent(base, shape), max(first, low - 1.0), True


@jit
def find_top(base: float, first: float, shape: Array) -> tuple[float, float, float]:
    """Where the weight is largest, its logarithm, and the last t that matters.

    log g is nearly level from log w to 0 where w is small, with another maximum of the weight.
    """
    best, top = base, weigh(exponent(base, shape), base)
    t = first
    while t < 4.0:
        here = weigh(exponent(t, shape), t)
        if here > top:
            best, top = t, here
        t += 0.5
    low, high = best, max(best, base) + 60.0
    while high - low > 0.01 * min(1.0, abs(low - best) + 1e-20):
        middle = 0.5 * (low + high)
        if middle in (low, high):
            break
        if weigh(exponent(middle, shape), middle) > top - DROP:
            low = middle
        else:
            high = middle
    return best, top, high


@jit
def steepness(base: float, height: float, shape: Array) -> float:
    """d log g/dt at base."""
    step = NEAR / 4.0
    rise = moved(base, step, height, shape) - height
    while abs(rise) > 0.1 and step > 1e-300:
        step *= 0.1
        rise = moved(base, step, height, shape) - height
    return rise / step
