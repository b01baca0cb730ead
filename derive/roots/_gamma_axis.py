"""The axis of gamma(a) for a fixed a: log(z/c) with c near the mean, as far as six deviations.

V is an entire function of log z that follows the line (psi(a + 1) - log z)/a on the left; its
growth on the right sets how wide a cell may be.
"""

from __future__ import annotations

from typing import Final

from derive.primitives._notation import read
from derive.root import Axis

CONSTANTS: Final = {"NEAR": 0.25, "BELOW": 4.0, "ABOVE": 3.0, "MORE": 7.0, "LESS": 6.0}


def axis() -> Axis:
    """The coordinate, its inverse, and its reach."""
    return Axis(
        read("_coordinate", "given z, a\nreturn log(z / (a + NEAR))", CONSTANTS, ""),
        read("_place", "given s, a\nreturn exp(s) * (a + NEAR)", CONSTANTS, ""),
        read(
            "_reach",
            "given a\n"
            "root = sqrt(a)\n"
            "return minimum(BELOW, MORE / root), minimum(ABOVE, LESS / root)",
            CONSTANTS, "",
        ),
    )  # fmt: skip
