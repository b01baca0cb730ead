# Copied by `make` from derive/runtime; edit it there.
"""Match: phi and quantiles by Newton's method on the logit of F, of laws whose tails are integrals.

log F - log(1 - F) has in both tails the digits of the lighter one, and is nearly straight in the
coordinate w where tails are exponential.
"""

from __future__ import annotations

from collections.abc import Callable
from math import inf, nan
from typing import Any

from numba import njit

from ._jit import OPTIONS

#: Steps, and halvings of one that comes no nearer or leaves what the tails can be vouched for;
#: beyond them the result is nan.
MOST, HALVINGS = 100, 200
#: Where so little of the logit is missing, the step to be taken leaves its square.
CLOSE = 1e-8
#: Of y, in parts of itself: less cannot be told from rounding.
GRAIN = 4.0 * 2.0**-52


# Not cached by themselves: they are compiled into each family's own, whose functions they take.
@njit(**OPTIONS)  # type: ignore[untyped-decorator]
def match(
    tails: Callable[..., tuple[float, float, float]],
    displaced: Callable[[float, float], float],
    y: float,
    here: Any,
    there: Any,
) -> float:
    """The point of the law ``there`` that has the probabilities of y in the law ``here``.

    ``tails(y, law)`` is log F, log(1 - F) and the slope of their difference in w, nan where it
    cannot be vouched for; ``displaced(y, x)`` is x further in w. A law's summit stands sixth from
    its end. nan where Newton's method does not settle.
    """
    below, above, _ = tails(y, here)
    found: float = solve(tails, displaced, y, there[-6], -inf, inf, below - above, there)
    return found


@njit(**OPTIONS)  # type: ignore[untyped-decorator]
def solve(
    tails: Callable[..., tuple[float, float, float]],
    displaced: Callable[[float, float], float],
    y: float,
    inner: float,
    low: float,
    high: float,
    target: float,
    law: Any,
) -> float:
    """The point at which log F - log(1 - F) is ``target``; nan as ``match`` says.

    From y, or from ``inner`` where the tails at y cannot be vouched for. It lies between ``low``
    and ``high``, where the tails are not asked.
    """
    below, above, steep = tails(y, law)
    if not abs(below - above) < inf:
        y = inner
        below, above, steep = tails(y, law)
    for _ in range(MOST):
        missing = target - (below - above)
        if not (abs(missing) < inf and 0.0 < abs(steep) < inf):
            return nan
        low, high = (y, high) if missing > 0.0 else (low, y)
        step = missing / steep
        moved = displaced(y, step)
        if abs(moved) < inf and (
            abs(missing) <= CLOSE * max(1.0, abs(target)) or abs(moved - y) <= GRAIN * abs(moved)
        ):
            return moved
        found = False
        for _ in range(HALVINGS):
            if low < moved < high:
                below, above, steep = tails(moved, law)
                found = abs(target - (below - above)) < abs(missing)
            if found:
                break
            step *= 0.5
            moved = displaced(y, step)
        if not found:
            return y if high - low <= GRAIN * abs(y) else nan
        y = moved
    return nan
