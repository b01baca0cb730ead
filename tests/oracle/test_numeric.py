"""Expressions as numbers: exact constants, precision, edges, refusals."""

from __future__ import annotations

from fractions import Fraction
from math import inf

import pytest
import sympy as sp
from mpmath import mp

from derive import functions as own
from derive.oracle.normal_quantile import erfcinv
from derive.oracle.numeric import as_real, compile_expression, exact
from derive.oracle.special import Unlisted

x, y = sp.symbols("x y", real=True)
k = sp.Symbol("k", integer=True)
t = sp.Symbol("t")


def number(expression: sp.Expr, *values: object, digits: int = 50) -> object:
    with mp.workdps(digits):
        return compile_expression(sp.sympify(expression), (x, y)[: len(values)])(*values)


def close(found: object, expected: object, digits: int = 48) -> bool:
    with mp.workdps(digits + 10):
        return bool(abs(found - expected) <= abs(expected) * mp.power(10, -digits))  # type: ignore[operator, arg-type]


@pytest.mark.parametrize(
    "expression",
    [
        sp.exp(x) * sp.log(y) + x**y, sp.sqrt(x / 3 + sp.pi), sp.erfc(x) / sp.erf(y),
        sp.gamma(x) * sp.loggamma(y) + sp.polygamma(1, x), sp.besseli(x, y) / sp.besselk(y, x),
        sp.lowergamma(x, y) + sp.uppergamma(y, x), sp.hyper((x, 1), (y,), sp.Rational(1, 3)),
        sp.atan2(x, y) + sp.Abs(-x) + sp.sign(y), sp.Min(x, y) * sp.Max(x, 3),
        sp.Sum(x**k / sp.factorial(k), (k, 0, sp.floor(5 * y))),
    ],
)  # fmt: skip
def test_agrees_with_sympys_own_evaluation(expression: sp.Expr) -> None:
    values = {x: sp.Rational(7, 4), y: sp.Rational(5, 4)}
    with mp.workdps(70):
        expected = mp.mpf(str(expression.subs(values).doit().evalf(60)))
    assert close(number(expression, *values.values()), expected)


def test_follows_the_precision_in_force() -> None:
    expression = sp.exp(x) / 3 + sp.EulerGamma
    assert close(number(expression, 1, digits=300), mp_at(300), 295)
    assert not close(number(expression, 1, digits=30), mp_at(300), 60)


def mp_at(digits: int) -> object:
    with mp.workdps(digits + 10):
        return mp.e / 3 + mp.euler


def test_a_float_constant_keeps_its_bits() -> None:
    assert number(sp.Float(0.1) * x, 1.0) == mp.mpf(0.1)


def test_cancelling_sums_keep_relative_accuracy() -> None:
    tiny = mp.mpf(2) ** -1000
    with mp.workdps(50):
        assert close(number(1 - sp.exp(-x), tiny), -mp.expm1(-tiny))
        assert number(x - y, 1.5, 1.5) == 0


def test_infinite_sums_fast_and_slow() -> None:
    assert close(number(sp.Sum(x**k / sp.factorial(k), (k, 0, sp.oo)), 2), exact_at(sp.exp(2)))
    assert close(number(sp.Sum(1 / (k * k + x), (k, 1, sp.oo)), 0), exact_at(sp.pi**2 / 6), 40)


def exact_at(expression: sp.Expr) -> object:
    with mp.workdps(70):
        return mp.mpf(str(expression.evalf(65)))


def test_a_primitive_of_the_running_symbol_is_evaluated_at_each_value() -> None:
    """Beside one that stands still, whose value is kept."""
    x, t, n = sp.Symbol("x", real=True), sp.Symbol("t", real=True), sp.Symbol("n", integer=True)
    still = own.log1p(x)
    integral = compile_expression(sp.Integral(own.log1p(t) * still, (t, 0, x)), (x,))
    total = compile_expression(sp.Sum(own.log1p(n) * still, (n, 1, 5)), (x,))
    with mp.workdps(30):
        assert mp.almosteq(integral(2), mp.log(3) * (3 * mp.log(3) - 2))
        assert mp.almosteq(total(2), mp.log(3) * mp.log(720))


def test_integrals_of_any_size() -> None:
    small = sp.Integral(sp.exp(-t * x) * sp.Rational(1, 10**60), (t, 0, sp.oo))
    assert close(number(small, 3), exact_at(sp.Rational(1, 3 * 10**60)))
    assert close(number(sp.Integral(sp.log(t), (t, 0, x)), 1), mp.mpf(-1))


def test_integrals_of_integrals_over_half_lines() -> None:
    """A product, a joint normal density of two, and one that has not fallen in time."""
    u, s = sp.Symbol("u", positive=True), sp.Symbol("s", positive=True)
    product = sp.Integral(s ** (x - 1) * sp.exp(-s - u * u), (u, 0, sp.oo), (s, 0, sp.oo))
    assert close(number(product, 3, digits=20), exact_at(sp.sqrt(sp.pi)), 18)
    joint = sp.Integral(sp.exp(-s * s - u * u - s * u), (u, 0, sp.oo), (s, 0, sp.oo))
    assert close(number(joint, digits=20), exact_at(sp.pi / sp.sqrt(27)), 18)
    slow = sp.Integral(sp.exp(-s / 1000 - u), (u, 0, sp.oo), (s, 0, sp.oo))
    with pytest.raises(ArithmeticError, match="does not converge"):
        number(slow, digits=20)


def test_an_integral_that_diverges_is_refused() -> None:
    with pytest.raises(ArithmeticError, match="does not converge"):
        number(sp.Integral(1 / t, (t, 0, x)), 1, digits=20)


@pytest.mark.parametrize("name", ["log1p_ratio", "expm1_ratio", "expm1_excess", "expm1_lag"])
def test_primitives_at_and_near_their_removable_point(name: str) -> None:
    primitive = getattr(own, name)(x)
    limit = number(primitive, 0.0)
    assert close(number(primitive, 1e-200), limit, 48)
    assert not close(number(primitive, 1e-3), limit, 10)


def test_primitives_far_out() -> None:
    with mp.workdps(60):
        small, half = mp.exp(-800), mp.erfc(40 / mp.sqrt(2)) / 2
        assert close(number(own.softplus(x), -800), mp.log1p(small))
        assert close(number(own.log_ndtr(x), 40), mp.log1p(-half))
        assert close(number(own.mills(x), 1e9), mp.mpf(10) ** -9, 17)
        assert not close(number(own.mills(x), 1e9), mp.mpf(10) ** -9, 19)


def test_the_largest_arguments_neither_hang_nor_fail() -> None:
    assert number(sp.exp(-sp.exp(x)), 1e300) == 0
    assert number(sp.erfc(sp.exp(x)), 1e100) == 0
    assert number(sp.erfc(-sp.exp(x)), 1e100) == 2


def test_poles_and_complex_values_are_nan() -> None:
    assert mp.isnan(number(1 / x, 0.0))
    assert mp.isnan(number(sp.log(x), -1.0))
    assert as_real(mp.mpc(2, 0)) == 2


def test_only_the_branch_that_holds_is_evaluated() -> None:
    expression = sp.Piecewise((1 / x, sp.Ne(x, 0)), (5, True))
    assert number(expression, 0.0) == 5
    assert number(sp.Piecewise((1, (x > 0) & (x < 1) | sp.Eq(x, 3)), (0, True)), 3) == 1


def test_exact_takes_every_kind_of_number() -> None:
    values = (Fraction(1, 4), sp.Rational(1, 4), 0.25, mp.mpf(0.25))
    assert {exact(v) for v in values} == {mp.mpf(0.25)}
    assert exact(inf) == mp.inf


def test_an_unlisted_function_is_named() -> None:
    with pytest.raises(Unlisted, match="unlisted function Foo"):
        compile_expression(sp.Function("Foo")(x), (x,))


@pytest.mark.parametrize("x", ["1e-5000", "1e-300", "1e-4", "0.3", "1", "1.7"])
def test_inverse_of_erfc_in_both_tails(x: str) -> None:
    with mp.workdps(60):
        given = mp.mpf(x)
        assert abs(mp.erfc(erfcinv(given)) - given) < given * mp.mpf("1e-55")
