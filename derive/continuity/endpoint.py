"""Series of a velocity at an end of the support where the variate is a power of x.

In the coordinate log x the continuity equation reads

    x Y' + q(x) Y = r(x) - t(x) log x,        q, r, t power series in x,

and the velocity is its one solution without a power x^(-q_0) (that one, the reciprocal of the
density, belongs to a flow of mass through the end). Insert Y = sum_n x^n (A_n (-log x) + B_n):

    (n + q_0) A_n = t_n - sum_(j>=1) q_j A_(n-j),
    (n + q_0) B_n = r_n + A_n - sum_(j>=1) q_j B_(n-j).

gamma(a): x = z, q = a - z, r = psi(a), t = 1, so A_n = 1/(a (a+1) ... (a+n)).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

#: A Fraction, or a number of mpmath.
Number = Any


@dataclass(frozen=True)
class Endpoint:
    """Coefficients of the equation, lowest power first; absent ones are 0.

    ``regular`` is r without what multiplies it; a factor of r that is not rational (psi(a)) is left
    out by solving once for r = 0: the solution for r = t is the A-series itself.
    """

    rate: Sequence[Number]
    logarithmic: Sequence[Number]
    regular: Sequence[Number] = ()


def expand(equation: Endpoint, terms: int) -> tuple[list[Number], list[Number]]:
    """A_0 .. and B_0 .., ``terms`` of each."""
    log_part: list[Number] = []
    rest: list[Number] = []
    for n in range(terms):
        scale = n + equation.rate[0]
        log_part.append((entry(equation.logarithmic, n) - carried(equation, log_part)) / scale)
        known = entry(equation.regular, n) + log_part[n]
        rest.append((known - carried(equation, rest)) / scale)
    return log_part, rest


def entry(values: Sequence[Number], n: int) -> Number:
    return values[n] if n < len(values) else 0


def carried(equation: Endpoint, found: Sequence[Number]) -> Number:
    """sum_(j>=1) q_j found[n-j], n = len(found)."""
    reach = min(len(equation.rate) - 1, len(found))
    return sum(equation.rate[j] * found[-j] for j in range(1, reach + 1))
