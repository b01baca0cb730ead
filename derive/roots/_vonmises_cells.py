"""Where each regime of the von Mises law holds: cells in xi = kappa cos^2(x/2) and in kappa.

xi counts the widths of the boundary layer at the antimode x = pi, where the rate grows from its
value in the centre, of order 1/kappa, to nearly 2.
"""

from __future__ import annotations

from typing import Any, Final

from mpmath import mp

from derive import ir
from derive.approximation import chebyshev, parts
from derive.primitives._notation import Constants, read
from derive.roots._tensor_cells import Steps, cell

HALF_PI: Final = parts(lambda: mp.pi / 2, 2)


def squared_sine(w: Any) -> Any:
    """sin^2(t)/t^2 at w = t^2."""
    return mp.sinc(mp.sqrt(w)) ** 2


#: Lines that set m = cos^2(x/2) for |x| <= pi, from the sine of the lesser of |x|/2 and its
#: complement, in which pi/2 has two parts: m is right to its last bits next to x = pi too.
SQUARED_COSINE: Final = """
half = 0.5 * abs(x)
complement = (HALF_PI - half) + HALF_PI_LOW
least = minimum(half, complement)
w = least * least
part = w * SQUARED_SINE(w)
m = 1.0 - part if half < complement else part
"""

CONSTANTS: Final[Constants] = {
    "HALF_PI": HALF_PI[0],
    "HALF_PI_LOW": HALF_PI[1],
    "SQUARED_SINE": chebyshev(squared_sine, 0, "0.6169", 8),
}

ARGUMENTS: Final = "given x, kappa"
HEAD: Final = f"{ARGUMENTS}\n{SQUARED_COSINE}xi = kappa * m\n"

#: Below the last of these kappa, polynomials in m and kappa serve.
SLIGHT: Final = (0.0, 0.625, 1.25)

#: Cells of the regimes in xi and, beyond the last of them, in 1/xi.
KAPPA_EDGES: Final = (SLIGHT[-1], 2.25, 4.5, 9.0, 24.0)
XI_EDGES: Final = (0.0, 1.25, 2.5, 4.0, 6.0)
OUTER_XI: Final = (6.0, 10.0, 24.0)
OUTER_KAPPA: Final = (6.0, 9.0, 24.0)

#: One cell for large kappa and x not near the antimode, where few powers of 1/kappa count.
LARGE_KAPPA: Final = 64.0
LARGE_XI: Final = 32.0


def share(kappa: float) -> float:
    """The coordinate of kappa, s = 1/(1 + kappa)."""
    return 1.0 / (1.0 + kappa)


def slight_holds() -> ir.Function:
    return read("holds", f"{ARGUMENTS}\nreturn kappa <= MOST", {"MOST": SLIGHT[-1]}, "")


def large_holds() -> ir.Function:
    constants = CONSTANTS | {"KAPPA": LARGE_KAPPA, "XI": LARGE_XI}
    return read("holds", f"{HEAD}return (KAPPA <= kappa) & (XI <= xi)", constants, "")


def inner_holds() -> ir.Function:
    return read("holds", f"{HEAD}return xi <= MOST", CONSTANTS | {"MOST": XI_EDGES[-1]}, "")


def single_cell() -> ir.Function:
    return cell(ARGUMENTS, {}, {})


def slight_cell() -> ir.Function:
    return cell(ARGUMENTS, {}, {"kappa": dict.fromkeys(SLIGHT[1:-1], 1)})


def inner_cell() -> ir.Function:
    """The cell in xi, then that in kappa."""
    return xi_kappa_cell(dict.fromkeys(XI_EDGES[1:-1], len(KAPPA_EDGES)), KAPPA_EDGES)


def outer_cell() -> ir.Function:
    """As for ``inner_cell``; beyond the last edge in xi, kappa is beyond its last one."""
    return xi_kappa_cell({OUTER_XI[1]: len(OUTER_KAPPA), OUTER_XI[2]: 1}, OUTER_KAPPA)


def xi_kappa_cell(xi: Steps, kappa: tuple[float, ...]) -> ir.Function:
    return cell(HEAD, CONSTANTS, {"xi": xi, "kappa": dict.fromkeys(kappa[1:], 1)})
