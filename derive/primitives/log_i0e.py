"""log(e^-t I_0(t)), the normaliser of von Mises's law: -t near 0 and -log(2 pi t)/2 far out."""

from __future__ import annotations

from mpmath import mp, mpf

from derive.approximation import parts
from derive.primitives import _bessel
from derive.primitives._notation import read


def near(t: mpf) -> mpf:
    """The function over t, with the digits that the logarithm loses."""
    with mp.extradps(20):
        return mp.log(mp.besseli(0, t)) / t - 1


def far(t: mpf) -> mpf:
    """t times the function without -log(2 pi t)/2."""
    with mp.extradps(20):
        return t * mp.log(_bessel.scaled(0, t))


FUNCTION = read(
    "log_i0e",
    f"""given t
{_bessel.PIECES}
outer = fma(inverse, far, -0.5 * log(t)) - LOG_ROOT
return below * near if t < MIDDLE else outer
""",
    _bessel.pieces(near, far) | {"LOG_ROOT": parts(lambda: mp.log(2 * mp.pi) / 2, 1)[0]},
    "log(e^-t I_0(t)) for t >= 0.",
)
