"""1 - I_1(t)/I_0(t), which is 1/(2 t) for large t."""

from __future__ import annotations

from mpmath import mp, mpf

from derive.primitives import _bessel
from derive.primitives._notation import read


def near(t: mpf) -> mpf:
    return 1 - mp.besseli(1, t) / mp.besseli(0, t)


def far(t: mpf) -> mpf:
    """t times the function, with the digits that the difference loses."""
    with mp.extradps(20):
        return t * (1 - _bessel.scaled(1, t) / _bessel.scaled(0, t))


FUNCTION = read(
    "bessel_lag",
    f"""given t
{_bessel.PIECES}
return near if t < MIDDLE else inverse * far
""",
    _bessel.pieces(near, far),
    "1 - I_1(t)/I_0(t) for t >= 0: 1 at 0, 0 at infinity.",
)
