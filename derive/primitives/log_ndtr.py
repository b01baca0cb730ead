"""log Phi(t) of the normal law, from Mills' ratio R.

For t < 0 it is log R(-t) - t^2/2 - log sqrt(2 pi); for t >= 0, log(1 - q) with the upper tail
q = phi(t) R(t). One logarithm serves both: of R, or of 1 - q with what the subtraction loses.
"""

from __future__ import annotations

from mpmath import mp  # type: ignore[import-untyped]

from derive.approximation import parts
from derive.primitives import _exponential, _logarithm, _normal
from derive.primitives._notation import read

# Below q = 2^-54, log(1 - q) = -q. The least float64 is passed at t = 38.6.
FUNCTION = read(
    "log_ndtr",
    f"""given t
{_normal.RATIO}
capped = minimum(40.0, reach)
square = capped * capped
bounded = -0.5 * square
extra = -0.5 * fma(capped, capped, -square)
{_exponential.REDUCE}
{_exponential.SCALE}
excess = fma(extra, 1.0 + (r + rest), rest)
density = (1.0 + (r + excess)) * INVERSE_ROOT
q = (scaled(density, shifted_half) * ratio) * scale_more
lower = t < 0.0
below_one = 1.0 - q
u = ratio if lower else below_one
lost = (1.0 - below_one) - q
beyond = 0.0 if lower else lost
{_logarithm.SHIFT}
e_whole = e
{_logarithm.LOGARITHM}
left = fma(-0.5 * reach, reach, logarithm - LOG_ROOT)
near = -q if q < SMALL else logarithm
value = left if lower else near
return value
""",
    _normal.CONSTANTS
    | _logarithm.CONSTANTS
    | {
        "INVERSE_ROOT": parts(lambda: 1 / mp.sqrt(2 * mp.pi), 1)[0],
        "LOG_ROOT": parts(lambda: mp.log(2 * mp.pi) / 2, 1)[0],
        "SMALL": 2.0**-54,
    },
    "log Phi(t) for every float64, relatively accurate in both tails.",
)
