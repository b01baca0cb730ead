"""The axis of gamma(a) for a fixed a: log(z/c) with c near the mean.

V is an entire function of log z. On the right it varies within a width of about 1, the less the
farther left, and below z = 1e-17 it is the line (psi(a + 1) - log z)/a; so cells widen to the left,
and where a law reaches that far the last one is the line. For large a they are narrow, as the law
is, and polynomials short.
"""

from __future__ import annotations

from typing import Final

from derive.primitives._notation import read
from derive.root import Axis

#: The table ends where about 1e-7 of the law is left on either side; found from its quantiles.
CONSTANTS: Final = {
    "NEAR": 0.25,
    "ABOVE": 6.0, "MORE": 10.0, "BELOW": 5.8, "LESS": 12.0,
    "LINE": -150.0, "LINEAR": 37.0, "OTHERS": 16.0 / 15.0,
    "STRAIGHT": 9.0,
}  # fmt: skip

BORDER = """given u, a
root = sqrt(a)
above = log((a + (ABOVE * root + MORE)) / (a + NEAR))
wanted = BELOW / root + LESS / a
far = LINEAR < wanted
reach = above + minimum(LINEAR, wanted)
stretch = OTHERS if far else 1.0
v = (1.0 - u) * stretch
bend = maximum(0.0, 1.0 - STRAIGHT / reach)
border = above - reach * (v * ((1.0 - bend) + bend * (v * v)))
line = far & (u == 0.0)
return LINE if line else border
"""


def axis() -> Axis:
    """The coordinate, its inverse, and the borders of its cells."""
    coordinate = "given z, a\ninverse = 1.0 / (a + NEAR)\nreturn log(z * inverse)"
    return Axis(
        read("_coordinate", coordinate, CONSTANTS, ""),
        read("_place", "given s, a\nreturn exp(s) * (a + NEAR)", CONSTANTS, ""),
        read("_border", BORDER, CONSTANTS, ""),
    )
