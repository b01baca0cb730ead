"""Fuzzing: points come back with their seed, and a wrong number is seen."""

from __future__ import annotations

import numpy as np
import pytest
from mpmath import mp

from derive.catalogue import load
from derive.fuzz import ALLOWED, EACH, TASK, Tally, draw_points, find, judge, limited, run_task
from derive.sample import Point


def test_points_depend_on_the_seed_and_the_place_alone() -> None:
    family = load("gamma")
    assert draw_points(family, 3, 5) == draw_points(family, 3, 5)
    assert draw_points(family, 3, 5) != draw_points(family, 4, 5)
    points = draw_points(family, 3, 5)
    assert len(points) == TASK
    assert len({p.parameters["a"] for p in points}) == TASK // EACH


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 1e-3, -1.0])
def test_a_wrong_value_is_found(value: float) -> None:
    family, point = load("gamma"), Point("gamma", {"a": 2.5}, 1.5)
    exact = judge(family, "a", point)
    tally = Tally()
    tally.add(find(family, "a", point, value, exact, "arrays"))
    assert tally.wrong
    assert tally.worst is not None
    assert tally.worst.error > ALLOWED
    assert repr(1.5) in str(tally.worst)


def test_an_error_is_measured_in_eps_of_the_exact_value() -> None:
    family, point = load("gamma"), Point("gamma", {"a": 2.5}, 1.5)
    with mp.workdps(30):
        exact = mp.mpf(1)
    found = find(family, "a", point, float(1 + 3 * np.finfo(float).eps), exact, "arrays")
    assert found.error == pytest.approx(3.0)


def test_patience_ends() -> None:
    with pytest.raises(TimeoutError), limited(0.05):
        while True:
            pass


def test_a_task_compares_both_ways_of_calling() -> None:
    tally = run_task("expon", 1, 0)
    assert tally.compared == 0, "expon has no shape"
    tally = run_task("weibull_min", 1, 0)
    assert tally.compared + 2 * tally.refused == 2 * TASK
    assert not tally.wrong
