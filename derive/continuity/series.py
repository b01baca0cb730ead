"""Truncated power series in one variable with exact coefficients, lowest power first.

A series is a tuple; entry k is the coefficient of u^k. The coefficients are Fractions, or anything
that has exact ``+ - *`` and, for ``reciprocal`` and ``quotient``, ``/``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import factorial
from typing import Any, TypeAlias

#: An element of the field of coefficients.
Exact: TypeAlias = Any
Series: TypeAlias = tuple[Exact, ...]


def series(coefficient: Callable[[int], Exact], terms: int) -> Series:
    """``terms`` coefficients by a rule for the k-th one."""
    return tuple(coefficient(k) for k in range(terms))


def exponential(terms: int) -> Series:
    """e^u."""
    return series(lambda k: Fraction(1, factorial(k)), terms)


def add(left: Sequence[Exact], right: Sequence[Exact]) -> Series:
    """The sum; the longer one's further terms are kept, so a polynomial is an exact series."""
    short, long = sorted((tuple(left), tuple(right)), key=len)
    return tuple(a + b for a, b in zip(short, long, strict=False)) + long[len(short) :]


def multiply(left: Sequence[Exact], right: Sequence[Exact], terms: int) -> Series:
    """The product to ``terms`` terms; entries beyond the end of a factor count as 0."""
    return tuple(
        sum(
            (
                left[i] * right[k - i]
                for i in range(max(0, k + 1 - len(right)), min(k + 1, len(left)))
            ),
            Fraction(0),
        )
        for k in range(terms)
    )


def derivative(values: Sequence[Exact]) -> Series:
    """d/du, one term shorter."""
    return tuple(k * c for k, c in enumerate(values) if k)


def reciprocal(values: Sequence[Exact], terms: int) -> Series:
    """1/series, whose constant term must not be 0."""
    first = 1 / values[0]
    found: list[Exact] = [first]
    for k in range(1, terms):
        mixed = (values[j] * found[k - j] for j in range(1, min(k, len(values) - 1) + 1))
        found.append(-first * sum(mixed, Fraction(0)))
    return tuple(found[:terms])
