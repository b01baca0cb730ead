"""log(1 - e^-t): one exponential and one logarithm for every t > 0.

1 - e^-t is carried in two parts, as expm1 has it, and goes into the logarithm as log1p's argument
does; so neither end loses digits and there is no choice between log(-expm1(-t)) and
log1p(-exp(-t)) (Maechler, "Accurately computing log(1 - exp(-|a|))", 2012), which takes twice as
long where both are computed. Beyond t = FAR, where
e^-t has no part in 1 - e^-t, the value is -q - q^2/2 with q = e^-t.
"""

from __future__ import annotations

from derive.primitives import _exponential, _logarithm
from derive.primitives._notation import read

# The halves are expm1's own. A small 1 - e^-t is brought up to where the exponent can be shifted.
FUNCTION = read(
    "log1mexp",
    f"""given t
bounded = minimum(MOST, maximum(LEAST, -t))
{_exponential.REDUCE}
{_exponential.SCALE}
left = scaled(1.0 + (r + rest), shifted_half) * scale_more
half = scaled(0.5, maximum(shifted, LOWEST))
half_less = 0.5 - half
tail = half * r
sum_high = half_less - tail
sum_low = fma(-half, rest, (half_less - sum_high) - tail)
joined = sum_high + sum_low
lost = (sum_high - joined) + sum_low
least = t < SMALL
tiny = t < TINY
raised = t * LIFT if tiny else t
u = raised if least else joined + joined
shift_least = 54.0 if tiny else 0.0
beyond = 0.0 if least else lost + lost
{_logarithm.SHIFT}
e_whole = e - shift_least
{_logarithm.LOGARITHM}
far = -fma(0.5 * left, left, left)
known = far if FAR < t else logarithm
positive = known if 0.0 < t else NAN
return -INF if t == 0.0 else positive
""",
    _exponential.CONSTANTS
    | _logarithm.CONSTANTS
    | {"SMALL": 2.0**-60, "FAR": 30.0, "LOWEST": 1.5 * 2.0**52 - 48.0},
    "log(1 - e^-t) for every t >= 0; nan for t < 0.",
)
