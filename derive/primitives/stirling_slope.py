"""psi(a) - log a + 1/(2 a), the derivative of Binet's function, which is -1/(12 a^2) for large a.

The recurrence's step is log(1 + 1/a) - (a + 1/2)/(a (a + 1)), which is
-2 s^3 (1/(1 - s^2) - (atanh(s) - s)/s^3) with s = 1/(2 a + 1), and 1 - s^2 = 4 a (a + 1) s^2.
"""

from __future__ import annotations

from derive.primitives import _stirling
from derive.primitives._notation import read

FUNCTION = read(
    "stirling_slope",
    """given a
t = 1.0 / (1.0 + a)
s = 1.0 / fma(2.0, a, 1.0)
rise = (0.25 / (a * s)) * (t / s)
step = (-2.0 * ((s * s) * s)) * (rise - atanh_excess(s))
plain = (log1p(a) - log(a)) - ((a + 0.5) * t) / a
value = fma(t * t, BINET_SLOPE(t - 0.5), plain if a < SMALL else step)
return 0.0 if a == INF else value
""",
    _stirling.SLOPE_CONSTANTS | {"INF": float("inf")},
    "psi(a) - log a + 1/(2 a) for a > 0; 0 at infinity.",
)
