"""a gamma_rate(y, a) + log y for 0 <= y <= 1, where the two terms cancel.

The endpoint series of the rate (``derive.roots._gamma_ends``) is
a V = sum c_n (psi(a + 1 + n) - log y), c_n = y^n/(a+1)_n, and c_0 = 1, so a V + log y is
psi(a + 1) + (psi(a + 1) - log y) sum_(n>=1) c_n + sum c_n (1/(a+1) + ... + 1/(a+n)).
The factors (a + n)/(a + 1) keep the products finite for every a.
"""

from __future__ import annotations

from derive.primitives._notation import read
from derive.roots._gamma_ends import inward

#: Terms that leave less than 2^-56 at y = 1, a = 0.
TERMS = 18

#: The first factor, (a + 1)/(a + 1), is written below as 1.
LATER = "\n".join(inward(TERMS, "ratio", "fma({j}, inverse, base)").splitlines()[:-4])

FUNCTION = read(
    "gamma_excess",
    f"""given y, a
inverse = 1.0 / (1.0 + a)
base = a * inverse
ratio = y * inverse
psi = digamma_excess(a) + log1p(a)
score = psi - log(maximum(y, TINY))
{LATER}
rest = terms_2 * product_2
total = fma(rest, score, inverse * (lags_2 + rest))
return psi + ratio * (total / (product_2 * product_2))
""",
    {"TINY": 1e-300},
    "a gamma_rate(y, a) + log y for 0 <= y <= 1 and a > 0; psi(1 + a) at y = 0.",
)
