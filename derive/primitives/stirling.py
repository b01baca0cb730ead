"""log Gamma(a) less Stirling's formula (a - 1/2) log a - a + log(2 pi)/2: Binet's function."""

from __future__ import annotations

from derive.primitives import _stirling
from derive.primitives._notation import read

FUNCTION = read(
    "stirling",
    """given a
t = 1.0 / (1.0 + a)
s = 1.0 / fma(2.0, a, 1.0)
step = (s * s) * atanh_excess(s)
plain = fma(a + 0.5, log1p(a) - log(a), -1.0)
return fma(t, BINET(t - 0.5), plain if a < SMALL else step)
""",
    _stirling.CONSTANTS,
    "log Gamma(a) - ((a - 1/2) log a - a + log(2 pi)/2) for a > 0; 0 at infinity.",
)
