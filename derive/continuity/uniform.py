"""Expansion of a velocity in a large parameter, uniform through the turning point.

In a coordinate u that is 0 at the turning point (near the mode), the continuity equation of a
velocity Y reads

    N g(u) Y = h(u) Y' + f_0(u) + f_1(u)/N + f_2(u)/N^2 + ... + n(u) (b_1/N + b_2/N^2 + ...),

g(0) = 0, g'(0) != 0. The f_k are known. The constants b_k come from the normaliser of the density
and need not be known: with Y = sum_k C_k(u) N^(-k-1), equating powers of N gives

    C_0 = f_0/g,    C_(k+1) = (h C_k' + f_(k+1) + b_(k+1) n)/g,

and Y is smooth at u = 0, where g vanishes, only if each numerator vanishes there; that determines
b_(k+1). All coefficients are exact. The example is gamma(a): N = a, u = log(z/a), g = e^u - 1,
h = n = 1, f_0 = u, f_k = 0: C_0 = u/(e^u - 1), the generator of the Bernoulli numbers, and the b_k
are the coefficients of log a - psi(a) (DLMF 5.11.2).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from derive.continuity.series import Exact, Series, add, derivative, multiply, reciprocal


@dataclass(frozen=True)
class TurningPoint:
    """The equation of the module's docstring; every function is a power series in u.

    Give each series at least ``terms + 2 * orders`` coefficients (fewer only if it is a polynomial:
    absent coefficients are 0). ``sources[k]`` is f_k; the absent ones are 0. ``normaliser`` is n,
    None if there are no unknown constants (then each numerator must vanish at 0 by itself).
    """

    large: Series
    slope: Series
    sources: tuple[Series, ...]
    normaliser: Series | None = (Fraction(1),)


@dataclass(frozen=True)
class Uniform:
    """``coefficients[k][i]`` is the coefficient of u^i in C_k; ``constants[k]`` is b_(k+1)."""

    coefficients: tuple[Series, ...]
    constants: tuple[Exact, ...]


def expand(equation: TurningPoint, orders: int, terms: int) -> Uniform:
    """C_0 .. C_(orders-1), each to at least ``terms`` terms.

    ArithmeticError if a numerator does not vanish at u = 0, that is, if no smooth Y exists.
    """
    length = terms + 2 * orders
    inverse = reciprocal(equation.large[1:], length)
    found: list[Series] = []
    constants: list[Exact] = []
    numerator = source(equation, 0)
    for order in range(orders):
        if order:
            numerator = advance(equation, found[-1], order, length)
            constant = -numerator[0] / equation.normaliser[0] if equation.normaliser else 0
            constants.append(constant)
            numerator = add(numerator, [constant * n for n in equation.normaliser or ()])
        found.append(divide(numerator, inverse, length - 1, order))
        length -= 2
    return Uniform(tuple(found), tuple(constants))


def source(equation: TurningPoint, order: int) -> Series:
    return equation.sources[order] if order < len(equation.sources) else ()


def advance(equation: TurningPoint, last: Sequence[Exact], order: int, length: int) -> Series:
    """h C_k' + f_(k+1), to as many terms as are known."""
    moved = multiply(equation.slope, derivative(last), length)
    return add(moved, source(equation, order))[:length]


def divide(numerator: Series, inverse: Series, terms: int, order: int) -> Series:
    """``numerator``/g, where ``inverse`` is u/g."""
    if numerator and numerator[0] != 0:
        raise ArithmeticError(
            f"the numerator of C_{order} is {numerator[0]} at the turning point, "
            "where it must vanish; give a normaliser or correct the sources"
        )
    return multiply(numerator[1:], inverse, terms)
