"""Plans: their error in the model of float64, and refusal of a stated form that is wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sympy import log

from derive.catalogue import load, names
from derive.derivation import derive
from derive.family import SpecError
from derive.plan.choose import choose

#: Their law or their search takes seconds to evaluate; the catalogue's own checks cover them.
SLOW = {
    "alpha", "exponweib", "kappa4", "landau", "powerlognorm", "powernorm", "rel_breitwigner",
}  # fmt: skip
#: In eps * max(1, condition number).
BOUND = 4.0

VELOCITIES = [
    (name, p.name)
    for name in names()
    if name not in SLOW and not load(name).is_density_only  # a quadrature is no form to choose
    for p in load(name).parameters
    if not p.integer
]


@pytest.mark.parametrize(("name", "parameter"), VELOCITIES)
def test_a_plan_keeps_its_digits(name: str, parameter: str) -> None:
    plan = choose(derive(load(name), parameter))
    assert plan.error <= BOUND, f"{plan.form} loses digits"


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
