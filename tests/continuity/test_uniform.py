"""The expansion in a large parameter, on equations whose answer is known."""

from __future__ import annotations

from fractions import Fraction

import pytest
from sympy import Rational, Symbol, bernoulli, exp, series

from derive.continuity.series import exponential
from derive.continuity.uniform import TurningPoint, expand

ORDERS, TERMS = 8, 10
LENGTH = TERMS + 2 * ORDERS + 1
GROWTH = (Fraction(0), *exponential(LENGTH)[1:])
GAMMA = TurningPoint(GROWTH, (Fraction(1),), ((Fraction(0), Fraction(1)),))


def test_the_constants_of_gamma_are_those_of_the_digamma_function() -> None:
    """log a - psi(a) ~ 1/(2a) + sum B_2j/(2j a^2j) (DLMF 5.11.2), which the equation never sees."""
    found = expand(GAMMA, ORDERS, TERMS).constants
    for k, constant in enumerate(found, 1):
        wanted = Rational(1, 2) if k == 1 else bernoulli(k) / k
        assert Rational(constant.numerator, constant.denominator) == wanted, k


def test_the_first_terms_of_gamma_are_their_closed_forms() -> None:
    w = Symbol("w")
    growth = exp(w) - 1
    first = w / growth
    second = (first.diff(w) + Rational(1, 2)) / growth
    found = expand(GAMMA, 2, TERMS).coefficients
    for closed, terms in zip((first, second), found, strict=True):
        wanted = series(closed, w, 0, TERMS).removeO()
        for i, c in enumerate(terms[:TERMS]):
            assert Rational(c.numerator, c.denominator) == wanted.coeff(w, i), i


def test_a_constant_that_is_known_may_be_a_source() -> None:
    """With the constants among the sources and no normaliser the expansion is the same."""
    solved = expand(GAMMA, ORDERS, TERMS)
    known = ((Fraction(0), Fraction(1)), *((c,) for c in solved.constants))
    given = TurningPoint(GROWTH, (Fraction(1),), known, normaliser=None)
    assert expand(given, ORDERS, TERMS).coefficients == solved.coefficients


def test_without_its_constants_the_equation_has_no_smooth_solution() -> None:
    unsolvable = TurningPoint(GAMMA.large, GAMMA.slope, GAMMA.sources, normaliser=None)
    with pytest.raises(ArithmeticError, match="C_1 is -1/2 at the turning point"):
        expand(unsolvable, 2, TERMS)


def test_a_slope_that_varies() -> None:
    """Y = u/(1 + u) - ... solves N u Y = (1 + u) Y' + f exactly when f is made from it."""
    y = tuple(Fraction((-1) ** (k + 1)) if k else Fraction(0) for k in range(LENGTH))
    # N Y = u^2/(1+u) N^0: choose f_0 = u Y and f_1 = -(1 + u) Y', then Y is Y/N, alone.
    slope = (Fraction(1), Fraction(1))
    source = (Fraction(0), *y)
    moved = tuple(-(k + 1) * y[k + 1] - k * y[k] for k in range(LENGTH - 1))
    equation = TurningPoint((Fraction(0), Fraction(1)), slope, (source, moved), normaliser=None)
    first, second = expand(equation, 2, TERMS).coefficients
    assert first[:TERMS] == y[:TERMS]
    assert set(second[:TERMS]) == {0}
