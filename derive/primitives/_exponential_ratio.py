"""What expm1_ratio, expm1_excess and expm1_lag share: e^t and e^t - 1, scaled to stay finite.

The quotients are finite where e^t is not, up to t = 723. So for t > 0 everything is multiplied by
2^-32 (``unit``) until after the divisions; ``grow`` undoes it. ``x`` is t, save that it is cut
where all quotients overflow; ``bounded`` is also cut where e^t has vanished beside 1.
"""

from __future__ import annotations

from math import inf

from derive.primitives import _exponential
from derive.primitives._notation import Constants

CONSTANTS: Constants = _exponential.CONSTANTS | {
    "INF": inf,
    "MOST": 730.0,
    "LEAST": -60.0,
    "UNIT": 2.0**-32,
    "GROW": 2.0**32,
}

BODY = f"""
x = minimum(MOST, t)
bounded = maximum(LEAST, x)
{_exponential.REDUCE}
positive = 0.0 < x
unit = UNIT if positive else 1.0
grow = GROW if positive else 1.0
scale = scaled(unit, shifted)
"""
