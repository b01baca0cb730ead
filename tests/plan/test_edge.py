"""Limits at the ends of the support, proved by numbers and stated for both sides of a shape."""

from __future__ import annotations

import pytest
from sympy import Expr, oo

from derive.catalogue import load
from derive.derivation import derive
from derive.plan.approach import settles
from derive.plan.choose import choose


def edges(name: str, parameter: str, **shapes: float) -> list[Expr | None]:
    family = load(name)
    places = {p.symbol: shapes.get(p.name, 2) for p in family.parameters}
    found = choose(derive(family, parameter)).edges
    return [None if e is None else e.subs(places) for e in found]


@pytest.mark.parametrize(
    ("shape", "low", "high"), [(2, -oo, -0.25), (-2, -0.25, -oo), (0, -oo, -oo)]
)
def test_an_end_that_moves_with_the_shape(shape: int, low: Expr, high: Expr) -> None:
    found = edges("genextreme", "c", c=shape)
    assert [float(e) for e in found if e is not None] == [float(low), float(high)]


@pytest.mark.parametrize(
    ("name", "parameter", "expected"),
    [
        ("weibull_min", "c", [0, None]),
        ("gompertz", "c", [None, None]),
        ("genexpon", "c", [None, -0.125]),
        ("burr12", "d", [None, None]),
        ("foldcauchy", "c", [None, None]),
    ],
)
def test_limits(name: str, parameter: str, expected: list[Expr | None]) -> None:
    assert [None if e is None else float(e) for e in edges(name, parameter)] == [
        None if e is None else float(e) for e in expected
    ]


def test_a_limit_for_one_value_of_a_shape_alone() -> None:
    """z^(1 - c)/(a c) far out: 0, infinite, or 1/a where c is 1."""
    family = load("exponweib")
    a, c = (p.symbol for p in family.parameters)
    upper = choose(derive(family, "a")).edges[1]
    assert upper is not None
    assert [float(upper.subs({a: 4, c: x})) for x in (0.5, 1, 2)] == [float("inf"), 0.25, 0.0]


def test_paths_settle() -> None:
    assert settles([1e-3, 1e-20, 1e-80], 0)
    assert settles([46.0, 184.0, 736.0], float("inf"))
    assert not settles([1e-3, 1e-3, 1e-3], 0)
    assert not settles([1.0, 1.1, 1.11], float("inf"))
    assert not settles([float("nan")] * 3, 0)
