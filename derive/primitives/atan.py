"""atan x: one division brings |x| to [-1/2, 1/2] around 0, 1 or infinity.

atan a = c + atan((a - tan c)/(1 + a tan c)) for c = 0, pi/4, pi/2 (Cody and Waite 1980; fdlibm's
s_atan.c has one interval more), then z + z^3 P(z^2). From 1/2 on, a - 1 is exact.
"""

from __future__ import annotations

from mpmath import mp, mpf

from derive.approximation import chebyshev, parts
from derive.primitives._notation import Constants, read


def remainder(w: mpf) -> mpf:
    """(atan z - z)/z^3 at w = z^2."""
    z = mp.sqrt(w)
    return (mp.atan(z) - z) / z**3


QUARTER_TURN = parts(lambda: mp.pi / 2, 2)

CONSTANTS: Constants = {
    "HALF_PI": QUARTER_TURN[0],
    "HALF_PI_LOW": QUARTER_TURN[1],
    "SERIES": chebyshev(remainder, 0, mpf("0.25"), 13),
}

FUNCTION = read(
    "atan",
    """given x
a = abs(x)
low = a < 0.5
high = 2.5 < a
above_middle = a - 1.0
above = a if low else above_middle
numerator = -1.0 if high else above
below_middle = a + 1.0
below = 1.0 if low else below_middle
denominator = a if high else below
turns_low = 0.0 if low else 0.5
turns = 1.0 if high else turns_low
z = numerator / denominator
w = z * z
base = turns * HALF_PI
head = base + z
lost = (base - head) + z
tail = fma(z * w, SERIES(w), fma(turns, HALF_PI_LOW, lost))
return copysign(head + tail, x)
""",
    CONSTANTS,
    "atan x for every float64.",
)
