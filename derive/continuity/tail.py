"""Asymptotic series of a velocity in a tail, in powers of 1/x, x the variate.

In the coordinate log x the continuity equation of a law with an exponential tail reads

    x Y' + (q - c x) Y = r - log x,

and the velocity is its solution that is not of the size of 1/density. With q' = d q/d(parameter),
Y = sum_(n>=1) x^(-n) (A_n log x + B_n); equating powers, n + 1 against n,

    c A_(n+1) = (q - n) A_n,  c A_1 = 1,
    c B_(n+1) = (q - n) B_n + A_n,  c B_1 = -r.

The A_n are the coefficients of the reversed hazard of the law; B_n + r A_n is their derivative with
respect to q. gamma(a): x = z, q = a, c = 1, r = psi(a), so A_n = (a-1)(a-2)...(a-n+1).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

#: A Fraction, or a number of mpmath.
Number = Any


@dataclass(frozen=True)
class Tail:
    """The equation's constants q, c and r."""

    rate: Number
    decay: Number
    regular: Number


def expand(equation: Tail, terms: int) -> tuple[list[Number], list[Number]]:
    """A_1 .. and B_1 .., ``terms`` of each. The series is asymptotic: its terms grow in the end."""
    log_part = [1 / equation.decay]
    rest = [-equation.regular / equation.decay]
    for n in range(1, terms):
        factor = equation.rate - n
        rest.append((factor * rest[-1] + log_part[-1]) / equation.decay)
        log_part.append(factor * log_part[-1] / equation.decay)
    return log_part, rest
