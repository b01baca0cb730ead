"""cosh x = 4 (h + 1/(64 h)) with h = e^|x|/8."""

from __future__ import annotations

from derive.primitives import _hyperbolic
from derive.primitives._notation import read

FUNCTION = read(
    "cosh",
    f"""given x
{_hyperbolic.BODY}
h = eighth * (1.0 + (r + rest))
return 4.0 * (h + 0.015625 / h)
""",
    _hyperbolic.CONSTANTS,
    "cosh x for every float64.",
)
