"""The axis of beta(a, b) for fixed shapes: logit x less the logit of the mean.

In it the rate is analytic within pi of the real line, whatever the shapes are.
"""

from __future__ import annotations

from typing import Final

from derive.primitives._notation import read
from derive.root import Axis

CONSTANTS: Final = {"FARTHEST": 3.0, "DEVIATIONS": 6.5}


def axis() -> Axis:
    """The coordinate, its inverse, and its reach."""
    return Axis(
        read("_coordinate", "given x, y, a, b\nreturn log((x * b) / (y * a))", CONSTANTS, ""),
        read(
            "_place",
            "given s, a, b\n"
            "odds = exp(s) * (a / b)\n"
            "return odds / (1.0 + odds), 1.0 / (1.0 + odds)",
            CONSTANTS, "",
        ),
        read(
            "_reach",
            "given a, b\n"
            "far = minimum(FARTHEST, DEVIATIONS * sqrt(1.0 / a + 1.0 / b))\n"
            "return far, far",
            CONSTANTS, "",
        ),
    )  # fmt: skip
