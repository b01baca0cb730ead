"""asinh x = log(1 + t) with t = |x| + x^2/(1 + sqrt(1 + x^2)), or log |x| + log 2 for huge x.

The form is that of Kahan (Branch cuts for complex elementary functions, 1987), exact at both ends.
"""

from __future__ import annotations

from derive.primitives import _logarithm
from derive.primitives._notation import read

FUNCTION = read(
    "asinh",
    f"""given x
a = abs(x)
huge = HUGE < a
moderate = minimum(HUGE, a)
square = moderate * moderate
t = moderate + square / (1.0 + sqrt(1.0 + square))
total = 1.0 + t
seen = total - 1.0
lost = (1.0 - (total - seen)) + (t - seen)
u = a if huge else total
beyond = 0.0 if huge else lost
{_logarithm.SHIFT}
e_more = e + 1.0
e_whole = e_more if huge else e
{_logarithm.LOGARITHM}
small = a if a < SMALL else logarithm
finite = small if a < INF else a
return copysign(finite, x)
""",
    _logarithm.CONSTANTS | {"HUGE": 2.0**30, "SMALL": 2.0**-28},
    "asinh x for every float64.",
)
