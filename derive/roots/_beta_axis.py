"""The axis of beta(a, b) for fixed shapes: logit x less the logit of the mean.

In it the rate is analytic within pi of the real line, whatever the shapes are. To the left it tends
to a line, to the right to a constant; so cells widen to both sides, and where a law reaches that
far the outermost is the line or the constant.
"""

from __future__ import annotations

from typing import Final

from derive.primitives._notation import read
from derive.root import Axis

#: The table ends where about 1e-7 of the law is left on either side; found from its quantiles.
CONSTANTS: Final = {
    "SPREAD": 6.0, "MORE": 12.0,
    "LINE": 150.0, "LINEAR": 35.0, "OTHERS": 8.0 / 7.0,
    "STRAIGHT": 7.4,
}  # fmt: skip

BORDER = """given u, a, b
side = 2.0 * u - 1.0
size = abs(side)
left = side < 0.0
end = a if left else b
wanted = SPREAD * sqrt(1.0 / a + 1.0 / b) + MORE / end
far = LINEAR < wanted
reach = minimum(LINEAR, wanted)
stretch = OTHERS if far else 1.0
v = size * stretch
bend = maximum(0.0, 1.0 - STRAIGHT / reach)
line = far & (size == 1.0)
distance = LINE if line else reach * (v * ((1.0 - bend) + bend * (v * v)))
return -distance if left else distance
"""


def axis() -> Axis:
    """The coordinate, its inverse, and the borders of its cells."""
    return Axis(
        read("_coordinate", "given x, y, a, b\nreturn log((x / y) * (b / a))", CONSTANTS, ""),
        read(
            "_place",
            "given s, a, b\n"
            "odds = exp(s) * (a / b)\n"
            "return odds / (1.0 + odds), 1.0 / (1.0 + odds)",
            CONSTANTS, "",
        ),
        read("_border", BORDER, CONSTANTS, ""),
    )  # fmt: skip
