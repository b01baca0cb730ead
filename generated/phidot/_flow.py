# Copied by `make` from derive/runtime; edit it there.
"""Flow: the map phi by integration of its velocity along a path of parameters.

Gragg's modified midpoint rule with his smoothing step, extrapolated in the square of its step
(Bulirsch and Stoer, Numer. Math. 8, 1966; Hairer, Norsett and Wanner, Solving ODEs I, II.9):
velocities are smooth in the parameters, and a step of high order goes far.
"""

from __future__ import annotations

from collections.abc import Callable
from math import inf, nan
from typing import Any

import numpy as np
from numba import njit

from ._jit import OPTIONS

#: Midpoint rules of 2, 4, ... steps: more of them multiply the rounding of each. What the last but
#: one of them leaves of a step, in parts of its size and of x itself; the last leaves far less. The
#: one before may leave at most so many times as much: two of them may agree by chance.
ROWS, TOLERANCE, GRAIN, BEFORE = 6, 2e-15, 5e-16, 32.0
#: The longest displacement in one step, the shortest part of the path, and the number of steps:
#: beyond them the result is nan. Each step adds to the error, so they are few beside those that a
#: long way takes.
FARTHEST, SHORTEST, FEW_STEPS, MOST_STEPS = 1.0, 2.0**-40, 200, 4000


# Not cached by itself: it is compiled into each family's own, whose rate it is given.
@njit(**OPTIONS)  # type: ignore[untyped-decorator]
def integrate(rate: Callable[..., tuple[float, float, float]], x: float, path: Any) -> float:
    """x at t = 1, moved from t = 0; nan where a rate is nan or the steps become too short.

    ``rate(y, t, x, path)`` is dy/dt of the displacement y from x, the change of y that moves x by
    its own size (large next to an end of the support, where x has no more digits of the distance),
    and x displaced by y.
    """
    t, h, way = 0.0, 1.0, 0.0
    row = np.empty(ROWS)
    for tried in range(MOST_STEPS):
        slope, grain, _x = rate(0.0, t, x, path)
        if not abs(slope) < inf or h < SHORTEST or tried > FEW_STEPS + 8.0 * way:
            return nan
        last = h >= 1.0 - t
        if last:
            h = 1.0 - t
        size = h * abs(slope)
        done = False
        for k in range(ROWS):
            count = 2 * (k + 1)
            step = h / count
            before, value = 0.0, step * slope
            if not abs(value) <= FARTHEST:
                break
            for m in range(1, count):
                before, value = value, before + 2.0 * step * rate(value, t + m * step, x, path)[0]
            # The slope at the end counts too: a bend of the velocity beyond the last place that is
            # looked at, as where laws of two pieces are joined, would not be seen.
            end = rate(value, t + h, x, path)[0]
            previous, row[0] = row[0], 0.5 * (value + before + step * end)
            for j in range(1, k + 1):
                ratio = (k + 1.0) / (k + 1.0 - j)
                better = row[j - 1] + (row[j - 1] - previous) / (ratio * ratio - 1.0)
                previous, row[j] = row[j], better
            allowed = TOLERANCE * max(size, abs(row[k])) + GRAIN * grain
            if k < 3 or abs(row[k - 1] - row[k - 2]) > BEFORE * allowed:
                continue
            if abs(row[k] - row[k - 1]) <= allowed and abs(row[k]) <= FARTHEST:
                done = True
                break
        if not done:
            h *= 0.5
            continue
        x = rate(row[k], t + h, x, path)[2]
        way += abs(row[k])
        if last:
            return x
        t += h
        if k < ROWS - 1:
            h *= 2.0
    return nan
