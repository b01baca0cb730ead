"""log(1 + x); the part of x that 1 + x loses goes into f."""

from __future__ import annotations

from derive.primitives import _logarithm
from derive.primitives._notation import read

# The error of 1 + x is exact by Knuth's two-sum (TAOCP 2, 4.2.2), whichever term is larger.
FUNCTION = read(
    "log1p",
    f"""given x
u = 1.0 + x
seen = u - 1.0
beyond = (1.0 - (u - seen)) + (x - seen)
{_logarithm.SHIFT}
e_whole = e
{_logarithm.LOGARITHM}
finite = logarithm if x < INF else x
positive = finite if -1.0 < x else NAN
large = -INF if x == -1.0 else positive
small = abs(x) < SMALL
return x if small else large
""",
    _logarithm.CONSTANTS | {"SMALL": 2.0**-54},
    "log(1 + x) for every x >= -1; nan below; -0.0 gives -0.0.",
)
