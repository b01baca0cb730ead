"""The rate of the von Mises law by series that its continuity equation gives, for mpmath.

With m = cos^2(x/2) and r = (dx/dkappa)/sin x the equation of DESIGN 1c is

    2 m (1 - m) r' = (2 m - 1 - 4 kappa m (1 - m)) r + 2 m - 1 - A,

A = I_1(kappa)/I_0(kappa) being the score's normaliser. Its singular points are the mode m = 1 and
the antimode m = 0; r is the one solution that is smooth at both, and is entire in m. Two series
solve it: in m, and in 1/kappa.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import Any, Final

from mpmath import mp, mpf

Real = Any

#: The series in 1/kappa serves where both kappa and kappa m are at least this.
LARGE: Final = 24
ORDERS: Final = 48

#: The series in m loses e^(2 kappa m), and m^n as its entire solution is the least one.
TERMS: Final = 220
DIGITS: Final = 150


def rate(m: Real, kappa: Real) -> Real:
    """r to 20 digits."""
    if min(kappa, kappa * m) > LARGE:
        return mp.fsum(
            mp.polyval(f[::-1], 1 / (kappa * m)) / kappa**i for i, f in enumerate(outer())
        )
    with mp.workdps(DIGITS):
        terms = int(5 * kappa * m) + 70
        return mp.polyval(antimode(kappa)[:terms][::-1], m)


@cache
def antimode(kappa: Real) -> list[Real]:
    """Coefficients in m: (2 n + 1) a_n = (2 n - 4 kappa) a_(n-1) + 4 kappa a_(n-2) + 2 [n = 1]."""
    with mp.workdps(DIGITS):
        found = [-(1 + mp.besseli(1, kappa) / mp.besseli(0, kappa))]
        found.append(((2 - 4 * kappa) * found[0] + 2) / 3)
        for n in range(2, TERMS):
            own = (2 * n - 4 * kappa) * found[-1] + 4 * kappa * found[-2]
            found.append(own / (2 * n + 1))
    return found


@cache
def outer() -> list[list[Real]]:
    """F_i(eta), by powers of eta = 1/(kappa m), of r = sum_i F_i kappa^-i."""
    orders = inverse_orders()
    return [
        [number(orders[i + j].get(j, Fraction(0))) for j in range(ORDERS - i)]
        for i in range(ORDERS)
    ]


def number(value: Fraction) -> Real:
    return mpf(value.numerator) / value.denominator


def inverse_orders() -> list[dict[int, Fraction]]:
    """R_k of r = sum_k R_k kappa^-k, each by its powers of q = 1/m.

    R_0 = 0, R_1 = -q/2 and, A being 1 - sum a_k kappa^-k,

        4 m (1 - m) R_(k+1) = (2 m - 1) R_k - 2 m (1 - m) R_k' + a_k,

    whose right-hand side must vanish at m = 1, where the left one does: a_k = -R_k(1).
    """
    found: list[dict[int, Fraction]] = [{}, {1: Fraction(-1, 2)}]
    while len(found) < ORDERS:
        found.append(following(found[-1]))
    return found


def following(last: dict[int, Fraction]) -> dict[int, Fraction]:
    """The next R: the right-hand side, by powers of q, times q^2/(4 (q - 1))."""
    side = [-sum(last.values(), Fraction(0))] + [Fraction(0)] * max(last)
    for j, c in last.items():
        side[j] += (2 * j - 1) * c
        side[j - 1] += (2 - 2 * j) * c
    quotient: dict[int, Fraction] = {}
    carried = Fraction(0)
    for power in range(len(side) - 1, 0, -1):
        carried += side[power]
        quotient[power + 1] = carried / 4
    return {power: c for power, c in quotient.items() if c}
