"""1/R(t) - t with Mills' ratio R of the normal law: how far its hazard rate is above t.

For t >= 0, (t + SHAPE) times it is smooth in s = (t - SHAPE)/(t + SHAPE), as R itself is
(``_normal``), and lies between 1 and 3.2. For t < 0 both terms are positive.
"""

from __future__ import annotations

from mpmath import mp, mpf

from derive.approximation import chebyshev
from derive.primitives import _normal
from derive.primitives._notation import read


def mapped(s: mpf) -> mpf:
    """(t + SHAPE)(1/R(t) - t) at s = (t - SHAPE)/(t + SHAPE), with the digits that it loses."""
    with mp.extradps(20):
        t = _normal.SHAPE * (1 + s) / (1 - s)
        return (t + _normal.SHAPE) * (1 / _normal.ratio(t) - t)


FUNCTION = read(
    "hazard_excess",
    """given t
reach = abs(t)
inverse = 1.0 / (reach + SHAPE)
y = SHAPE * inverse
above = MAPPED(fma(-2.0, y, 1.0)) * inverse
below = 1.0 / mills(minimum(0.0, t)) + reach
return below if t < 0.0 else above
""",
    {"SHAPE": _normal.SHAPE, "MAPPED": chebyshev(mapped, -1, 1, 28)},
    "1/R(t) - t for every float64: 1/t far right, -t far left.",
)
