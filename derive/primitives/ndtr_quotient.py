"""-log Phi(t) Phi(t)/phi(t) of the normal law.

With Mills' ratio R it is R(-t) (-log Phi(t)) for t < 0, |t|/2 where t^2 is huge; for t >= 0 and the
upper tail q it is R(t) (1 - q) (-log(1 - q)/q), in which no e^(t^2/2) is left.
"""

from __future__ import annotations

from mpmath import mp

from derive.approximation import parts
from derive.primitives import log_ndtr
from derive.primitives._notation import read

FUNCTION = read(
    "ndtr_quotient",
    f"""given t
{log_ndtr.BODY}
far_below = 0.5 * reach
moderate_below = -left * (ratio * ROOT)
below = moderate_below if reach < FARTHEST else far_below
quotient = -logarithm / maximum(SMALL, q)
near_one = 1.0 if q < SMALL else quotient
moderate_above = (ratio * ROOT) * (below_one * near_one)
far_above = 1.0 / t
above = moderate_above if reach < FARTHEST else far_above
return below if lower else above
""",
    log_ndtr.CONSTANTS | {"ROOT": parts(lambda: mp.sqrt(2 * mp.pi), 1)[0], "FARTHEST": 2.0**40},
    "-log Phi(t) Phi(t)/phi(t) for every float64: 1/t far right, -t/2 far left.",
)
