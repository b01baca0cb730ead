"""Drawn points: the same on every run, inside every domain, far into both tails."""

from __future__ import annotations

from random import Random

import pytest
from mpmath import mp
from sympy import S, Symbol, symbols

from derive import sample
from derive.catalogue import load
from derive.domain import integer, positive, real, within
from derive.family import Family, SpecError
from derive.oracle.law import cdf, sf
from tests.oracle import families as made


def test_points_do_not_depend_on_the_run() -> None:
    first, again = (sample.draw_points(made.weibull, 10) for _ in range(2))
    assert first == again
    assert first != sample.draw_points(made.weibull, 10, "another purpose")
    assert sample.generator(made.weibull).random() == pytest.approx(0.6196, abs=1)


def test_parameters_stay_inside_their_domains() -> None:
    a, b, n, c = symbols("a b n c")
    family = Family(
        name="domains",
        variable=made.p,
        support=(0, 1),
        parameters=(real(a), positive(b), integer(n), within(c, 0, 1)),
        constraints=(b < 20,),
        cdf=made.p,
    )
    rng = Random(1)
    drawn = [sample.draw_parameters(family, rng) for _ in range(400)]
    assert all(0 < d["c"] < 1 and 0 < d["b"] < 20 and d["n"] == int(d["n"]) >= 1 for d in drawn)
    values = [d["a"] for d in drawn]
    assert 0.0 in values
    assert min(values) < -1 < 1 < max(values)
    assert min(abs(v) for v in values if v) < 1e-7
    assert min(d["c"] for d in drawn) < 1e-4
    assert max(d["c"] for d in drawn) > 0.999


@pytest.mark.parametrize("family", [made.weibull, made.powered, made.lomax], ids=lambda f: f.name)
def test_realisations_reach_both_tails(family: Family) -> None:
    rng = sample.generator(family)
    parameters = {p.name: 1.5 for p in family.parameters}
    drawn = sample.draw_realisations(family, parameters, rng, 120)
    with mp.workdps(20):
        below = [float(mp.log(cdf(family, {**parameters, "z": z}))) for z in drawn]
        above = [float(mp.log(sf(family, {**parameters, "z": z}))) for z in drawn]
    for tail in (below, above):
        assert min(tail) < -300
        assert min(tail) > -sample.DEEPEST * 1.1
        assert sum(-3 < t < -0.5 for t in tail) > 5


def test_realisations_stay_where_doubles_are() -> None:
    rng = sample.generator(made.tent)
    drawn = sample.draw_realisations(made.tent, {"m": 0.25}, rng, 60)
    assert all(0 < z < 1 for z in drawn)
    assert min(drawn) < 1e-60
    assert max(drawn) > 1 - 1e-12


def test_constraints_that_cannot_be_met_are_named() -> None:
    a = Symbol("a", positive=True)
    family = Family(
        name="impossible",
        variable=made.p,
        support=(0, 1),
        parameters=(positive(a),),
        constraints=(a < -S.One,),
        cdf=made.p,
    )
    with pytest.raises(SpecError, match="impossible"):
        sample.draw_parameters(family, Random(1))


@pytest.mark.parametrize(
    ("name", "shapes"), [("exponnorm", {"K": 22.0}), ("jf_skew_t", {"a": 3.0, "b": 40.0})]
)
def test_each_tail_is_drawn_where_the_law_is_hard_to_evaluate(
    name: str, shapes: dict[str, float]
) -> None:
    """Far from these z the tails have lost all their digits at the precision of a search."""
    family = load(name)
    drawn = sample.draw_realisations(family, shapes, sample.generator(family, "sides"), 24)
    for upper in (False, True):
        assert min(sample.log_tail(family, shapes, z, upper) for z in drawn) < -10


def test_remote_points_are_beyond_the_smallest_double() -> None:
    family = load("gumbel_r")
    drawn = sample.draw_remote(family, 6, "remote")
    assert len(drawn) == 6
    for point in drawn:
        levels = [sample.log_tail(family, {}, point.z, upper) for upper in (False, True)]
        assert -3100 < min(levels) < -740
