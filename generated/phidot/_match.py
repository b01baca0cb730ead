# Copied by `make` from derive/runtime; edit it there.
"""Match: the map phi by Newton's method on the logit of F, of laws whose tails are integrals.

log F - log(1 - F) has in both tails the digits of the lighter one, and is nearly straight in the
coordinate w where tails are exponential.
"""

from __future__ import annotations

from collections.abc import Callable
from math import exp, inf, nan
from typing import Any

from numba import njit

from ._jit import OPTIONS

#: Steps, and halvings of one that leaves the bracket; beyond them the result is nan.
MOST, HALVINGS = 100, 200
#: Where so little of the logit is missing, the step to be taken leaves its square.
CLOSE = 1e-8
#: Of y, in parts of itself: less cannot be told from rounding.
GRAIN = 4.0 * 2.0**-52


# Not cached by itself: it is compiled into each family's own, whose functions it is given.
@njit(**OPTIONS)  # type: ignore[untyped-decorator]
def match(
    tails: Callable[..., tuple[float, float, float]],
    displaced: Callable[[float, float], float],
    y: float,
    here: Any,
    there: Any,
) -> float:
    """The point of the law ``there`` that has the probabilities of y in the law ``here``.

    ``tails(y, law)`` is log F, log(1 - F) and log dF/dw, nan where it cannot be vouched for;
    ``displaced(y, x)`` is x further in w. nan where Newton's method does not settle.
    """
    below, above, _ = tails(y, here)
    target = below - above
    if not abs(target) < inf:
        return nan
    first, second, _ = tails(y, there)
    if not abs(first - second) < inf:
        y = there[-6]
    low, high = -inf, inf
    for _ in range(MOST):
        below, above, rate = tails(y, there)
        missing = target - (below - above)
        if not abs(missing) < inf:
            return nan
        low, high = (y, high) if missing > 0.0 else (low, y)
        step = missing / (exp(rate - below) + exp(rate - above))
        moved = displaced(y, step)
        if abs(missing) <= CLOSE * max(1.0, abs(target)) or abs(moved - y) <= GRAIN * abs(moved):
            return moved
        for _ in range(HALVINGS):
            if low < moved < high:
                break
            step *= 0.5
            moved = displaced(y, step)
        y = moved
    return nan
