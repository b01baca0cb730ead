"""log(x + y), what the rounding of x + y loses put back; log and log1p are its special cases.

So log(v) and log1p(u), of which a form needs one here and the other there, take one logarithm.
"""

from __future__ import annotations

from derive.primitives import _logarithm
from derive.primitives._notation import read

# The error of the sum by Knuth's two-sum (TAOCP 2, 4.2.2); a subnormal sum is exact.
FUNCTION = read(
    "log_sum",
    f"""given x, y
total = x + y
seen = total - x
tiny = total < TINY
u = total * LIFT if tiny else total
lost = (x - (total - seen)) + (y - seen)
beyond = 0.0 if tiny else lost
shift = 54.0 if tiny else 0.0
{_logarithm.SHIFT}
e_whole = e - shift
{_logarithm.LOGARITHM}
finite = logarithm if total < INF else total
positive = finite if 0.0 < total else NAN
return -INF if total == 0.0 else positive
""",
    _logarithm.CONSTANTS,
    "log(x + y) for x + y >= 0; nan for x + y < 0.",
)
