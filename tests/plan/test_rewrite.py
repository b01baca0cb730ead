"""Rewriting rules: each is an identity, and removable points are computed through."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from mpmath import mp
from sympy import Expr, exp, log, symbols

from derive.functions import define, expm1, log1p_excess
from derive.oracle.numeric import compile_expression
from derive.plan.rewrite import RULES, list_forms

z, c, b = symbols("z c b", positive=True)

FORMULAS = (
    z * log(1 + c * z) / (1 + exp(-z)),
    (b * exp(-c * z) - b) / (z + exp(c) - 1),
    ((1 + c * z) * log(1 + c * z) - c * z) / c**2,
    (z * c * exp(c * z) - exp(c * z) + 1) / c**2,
    z * (1 + c * z) ** (1 / c) * log(z),
)


def value(form: Expr, *at: float) -> mp.mpf:
    with mp.workdps(40):
        return compile_expression(form, (z, c, b))(*at)


@pytest.mark.parametrize("formula", FORMULAS)
@pytest.mark.parametrize("rule", [rule for _, rule in RULES])
def test_every_rule_is_an_identity(rule: Callable[[Expr], Expr], formula: Expr) -> None:
    form = rule(formula)
    for at in ((0.7, 1.3, 2.1), (2.9, 0.11, 0.4), (1e-3, 5.0, 7.0)):
        with mp.workdps(40):
            assert abs(value(form, *at) / value(define(formula), *at) - 1) < mp.mpf(10) ** -30


def test_each_form_is_listed_once() -> None:
    forms = [form for _, form in list_forms(FORMULAS[0])]
    assert len(forms) == len(set(forms)) > 1


def test_a_difference_of_exponentials_becomes_expm1() -> None:
    forms = [form for _, form in list_forms(b * exp(-c * z) - b + z)]
    assert z + b * expm1(-c * z) in forms


def test_a_product_with_a_decaying_exponential_is_folded() -> None:
    forms = [form for _, form in list_forms((1 - exp(z)) * exp(-z) / c)]
    assert expm1(-z) / c in forms


@pytest.mark.parametrize("shape", [0.0, 1e-9, -1e-9])
def test_a_removable_singularity_is_computed_through(shape: float) -> None:
    k = symbols("k", real=True)
    formula = ((1 + k * z) * log(1 + k * z) - k * z) / k**2
    form = dict(list_forms(formula))["analytic through the limit"]
    assert form == z**2 * log1p_excess(k * z)
    with mp.workdps(40):
        got = compile_expression(form, (z, k))(1.5, shape)
        assert abs(got - (mp.mpf(1.5) ** 2 / 2 - mp.mpf(1.5) ** 3 * shape / 6)) < 1e-17
