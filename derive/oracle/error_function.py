"""erf and erfc by python-flint where it is there: mpmath sums a series that takes much longer.

The result is rounded from a ball that is no wider than the last digit.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from mpmath import mp

from derive.oracle import ball

#: Bits beyond the precision in force, and the most.
GUARD, MOST = 12, 1 << 16


def evaluate(name: str, x: Any) -> Any:
    """``erf`` or ``erfc`` at the precision in force."""
    own: Callable[[Any], Any] = getattr(mp, name)
    if not ball.available() or isinstance(x, mp.mpc) or not mp.isfinite(x):
        return own(x)
    from flint import ctx

    argument, bits = ball.to_ball(x), mp.prec + GUARD
    while bits <= MOST:
        with ctx.workprec(bits):
            value = getattr(argument, name)()
        if value == 0 or value.rel_accuracy_bits() > mp.prec:
            return +ball.to_real(value)
        bits *= 2
    return own(x)


erf, erfc = partial(evaluate, "erf"), partial(evaluate, "erfc")
