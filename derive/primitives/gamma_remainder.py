"""(U - w/(e^w - 1))/t for U = a gamma_rate(a e^w, a) and a = 1/t, smooth down to t = 0.

It is C_1(w) + C_2(w) t + ... of the expansion U = sum C_k(w) t^k (DESIGN 1c): what is left of U
without its leading term. Values of the expansion for small t, and of the series at the end of the
support for larger t, are interpolated on the rectangle |w| <= 1, t <= 3/2.
"""

from __future__ import annotations

from derive.primitives._gamma_remainder import constants, sums
from derive.primitives._notation import read

FUNCTION = read(
    "gamma_remainder",
    f"""given w, t
held = minimum(1.0, maximum(-1.0, w))
r = t / (1.0 + t) - MIDDLE
{sums("held", "r")}
return remainder
""",
    constants(),
    "(a gamma_rate(a e^w, a) - w/(e^w - 1)) a at a = 1/t, 0 <= t <= 3/2; w is held in [-1, 1].",
)
