"""log Gamma(1 + t), relatively accurate at its zeros t = 0 and t = 1.

Up to 2 it is t (t - 1) times a polynomial; beyond, Stirling's formula with the remainder of
``stirling``, in terms that do not cancel.
"""

from __future__ import annotations

from mpmath import mp, mpf

from derive.approximation import chebyshev
from derive.primitives import _stirling
from derive.primitives._notation import read

BORDER = mpf(2)


def quotient(u: mpf) -> mpf:
    """log Gamma(1 + t)/(t (t - 1)) at t = 1 + u."""
    with mp.extradps(20):
        return mp.loggamma(2 + u) / (u * (1 + u))


FUNCTION = read(
    "lgamma1p",
    """given t
near = (t * (t - 1.0)) * QUOTIENT(minimum(t, BORDER) - 1.0)
inverse = 1.0 / (1.0 + t)
rest = fma(inverse, BINET(inverse - 0.5), LOG_ROOT)
far = fma(t + 0.5, log1p(t) - 1.0, rest)
finite = near if t < BORDER else far
return finite if t < INF else t
""",
    _stirling.CONSTANTS
    | {
        "INF": float("inf"),
        "BORDER": float(BORDER),
        "LOG_ROOT": float(mp.log(2 * mp.pi) / 2 - mpf(1) / 2),
        "QUOTIENT": chebyshev(quotient, -1, 1, 31),
    },
    "log Gamma(1 + t) for t >= 0.",
)
