"""Plans: their error in the model of float64, and refusal of a stated form that is wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sympy import log

from derive.catalogue import load
from derive.derivation import derive
from derive.family import SpecError
from derive.plan.choose import choose


def test_a_wrong_stable_form_is_refused_in_one_line() -> None:
    family = load("weibull_min")
    z, c = family.variable, family.parameters[0].symbol
    wrong = replace(family, stable={"c": -z * log(z) / c * (1 + z / 10**9)})
    with pytest.raises(SpecError, match="weibull_min: the stable form of c is not the") as error:
        choose(derive(wrong, "c"))
    assert "\n" not in str(error.value)


def test_a_stated_form_is_taken_where_it_is_as_good() -> None:
    assert choose(derive(load("triang"), "c")).rule == "stated by the family"


def test_an_irreducible_difference_is_rewritten_without_being_stated() -> None:
    plan = choose(derive(load("genpareto"), "c"))
    assert plan.rule == "analytic through the limit"
