"""log Phi(t) of the normal law, from Mills' ratio over sqrt(2 pi), called S.

For t < 0 it is log S(-t) - t^2/2; for t >= 0, log(1 - q) with the upper tail q = e^(-t^2/2) S(t).
One logarithm serves both: of S, or of 1 - q with what the rounding of 1 - q and of e^(-t^2/2)
loses, for at t = 0 the errors of q count nearly one and a half times.
"""

from __future__ import annotations

from mpmath import mp

from derive.primitives import _exponential, _logarithm, _normal
from derive.primitives._notation import Constants, read

# Below q = 2^-54, log(1 - q) = -q. The least float64 is passed at t = 38.6.
BODY = f"""
{_normal.RATIO}
capped = minimum(40.0, reach)
square = capped * capped
bounded = -0.5 * square
extra = -0.5 * fma(capped, capped, -square)
{_exponential.REDUCE}
{_exponential.SCALE}
excess = fma(extra, 1.0 + (r + rest), rest)
scale = scaled(1.0, shifted_half)
one_more = r + excess
raised = 1.0 + one_more
shape = (raised * scale) * scale_more
shape_lost = (((1.0 - raised) + one_more) * scale) * scale_more
q = shape * ratio
lower = t < 0.0
below_one = fma(-shape, ratio, 1.0)
u = ratio if lower else below_one
lost = fma(-ratio, shape_lost, fma(-shape, ratio, 1.0 - below_one))
beyond = 0.0 if lower else lost
{_logarithm.SHIFT}
e_whole = e
{_logarithm.LOGARITHM}
left = fma(-0.5 * reach, reach, logarithm)
"""

CONSTANTS: Constants = (
    _normal.constants(lambda: 1 / mp.sqrt(2 * mp.pi))
    | _logarithm.CONSTANTS
    | {
        "SMALL": 2.0**-54,
    }
)

FUNCTION = read(
    "log_ndtr",
    f"""given t
{BODY}
near = -q if q < SMALL else logarithm
return left if lower else near
""",
    CONSTANTS,
    "log Phi(t) for every float64, relatively accurate in both tails.",
)
