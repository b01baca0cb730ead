"""Mills' ratio R(t) = (1 - Phi(t))/phi(t) of the normal law.

For t < 0 it is sqrt(2 pi) e^(t^2/2) - R(-t), in units of 2^32 so that e^(t^2/2) cannot overflow
before the result does.
"""

from __future__ import annotations

from mpmath import mp, mpf

from derive.approximation import parts
from derive.primitives import _exponential, _normal
from derive.primitives._notation import read

ROOT_TWO_PI = parts(lambda: mp.sqrt(2 * mp.pi), 2)

# exp(bounded + extra) with t^2/2 = bounded + extra, extra being the rounding error of the square.
FUNCTION = read(
    "mills",
    f"""given t
{_normal.RATIO}
capped = minimum(38.0, reach)
bounded = 0.5 * (capped * capped)
extra = 0.5 * fma(capped, capped, -(capped * capped))
{_exponential.REDUCE}
scale = scaled(UNIT, shifted)
excess = fma(extra, 1.0 + (r + rest), rest)
raised = scale * (1.0 + (r + excess))
lower = fma(ROOT, raised, fma(ROOT_LOW, raised, -UNIT * ratio)) * GROW
return lower if t < 0.0 else ratio
""",
    _normal.constants(lambda: mpf(1))
    | {
        "ROOT": ROOT_TWO_PI[0],
        "ROOT_LOW": ROOT_TWO_PI[1],
        "UNIT": 2.0**-32,
        "GROW": 2.0**32,
    },
    "Mills' ratio of the normal law for every float64; infinite below t = -37.65.",
)
