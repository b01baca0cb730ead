"""Mixtures of n members with arrays of parameters, against 60-digit differences of F and 1 - F."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from mpmath import mp

from derive.compile import compile_mixture
from derive.family import SpecError

EPS = 2.0**-52
#: Tails of the standard member, (F, 1 - F), by family; shapes before loc and scale.
LAWS: dict[str, tuple[Callable[..., Any], Callable[..., Any]]] = {
    "norm": (lambda x: mp.erfc(-x / mp.sqrt(2)) / 2, lambda x: mp.erfc(x / mp.sqrt(2)) / 2),
    "logistic": (lambda x: 1 / (1 + mp.exp(-x)), lambda x: 1 / (1 + mp.exp(x))),
    "weibull_min": (lambda x, c: -mp.expm1(-(x**c)), lambda x, c: mp.exp(-(x**c))),
    "cauchy": (lambda x: mp.atan2(1, -x) / mp.pi, lambda x: mp.atan2(1, x) / mp.pi),
}
MEMBERS = {
    "norm": {"loc": [0.0, 1.0, -2.0], "scale": [1.0, 2.0, 0.5]},
    "logistic": {"loc": [0.0, 3.0, -2.0], "scale": [1.0, 0.5, 2.0]},
    "weibull_min": {"c": [0.7, 2.0, 1.3], "loc": [0.0, 0.0, 0.0], "scale": [1.0, 2.0, 0.5]},
    "cauchy": {"loc": [0.0, 5.0, -1.0], "scale": [1.0, 0.1, 3.0]},
}
WEIGHTS = [0.3, 0.5, 0.2]
PLACES = {
    "norm": [-36.0, -7.5, -1.1, 0.3, 2.5, 9.0, 40.0],
    "logistic": [-600.0, -40.0, -2.2, 0.4, 3.1, 55.0, 650.0],
    "weibull_min": [1e-200, 1e-9, 0.1, 0.8, 2.5, 30.0, 4000.0],
    "cauchy": [-1e290, -1e9, -3.0, 0.2, 5.05, 80.0, 1e200],
}


def tail(law: str, upper: bool, z: Any, weights: list[Any], columns: list[list[Any]]) -> Any:
    """F or 1 - F of the mixture, the weights divided by their sum."""
    total: Any = mp.mpf(0)
    for weight, *row in zip(weights, *columns, strict=True):
        *shapes, loc, scale = row
        total += weight * LAWS[law][upper]((z - loc) / scale, *shapes)
    return total / sum(weights)


def truth(law: str, z: float, which: int, k: int) -> tuple[Any, float]:
    """dz/d(parameter k of column ``which``; 0 are the weights) and its condition number."""
    columns = [[mp.mpf(x) for x in c] for c in (WEIGHTS, *MEMBERS[law].values())]
    upper = bool(tail(law, False, mp.mpf(z), columns[0], columns[1:]) > 0.5)

    def velocity(x: Any, columns: list[list[Any]]) -> Any:
        def along(t: Any) -> Any:
            moved = [list(c) for c in columns]
            moved[which][k] = t
            return tail(law, upper, x, moved[0], moved[1:])

        slope = mp.diff(lambda t: tail(law, upper, t, columns[0], columns[1:]), x, h=step(x))
        h = step(min(abs(x), mp.mpf(1)) if which == len(columns) - 2 else mp.mpf(1))
        return -mp.diff(along, columns[which][k], h=h) / slope

    exact = velocity(mp.mpf(z), columns)
    total, change = mp.mpf(0), mp.mpf(10) ** -25
    total += abs(velocity(mp.mpf(z) * (1 + change), columns) - exact)
    for c in range(len(columns)):
        for j in range(3):
            moved = [list(x) for x in columns]
            moved[c][j] *= 1 + change
            total += abs(velocity(mp.mpf(z), moved) - exact)
    return exact, float(total / change / abs(exact)) if exact else 0.0


def depth(law: str, z: float) -> float:
    """|log p|: what a difference of two logarithms of densities costs, in eps."""
    columns = [[mp.mpf(x) for x in c] for c in (WEIGHTS, *MEMBERS[law].values())]
    upper = bool(tail(law, False, mp.mpf(z), columns[0], columns[1:]) > 0.5)
    return float(abs(mp.log(tail(law, upper, mp.mpf(z), columns[0], columns[1:]) / abs(z))))


def step(x: Any) -> Any:
    return (abs(x) or 1) * mp.mpf(10) ** -60


@pytest.mark.parametrize("law", LAWS)
def test_every_derivative_in_both_tails(law: str) -> None:
    module = compile_mixture(law)
    places = np.array(PLACES[law])
    found = module.gradient(places, WEIGHTS, **MEMBERS[law])
    assert found._fields == ("weights", *MEMBERS[law])
    seen = 0
    with mp.workdps(200):
        for i, z in enumerate(PLACES[law]):
            for which, field in enumerate(found._fields):
                for k in range(3):
                    exact, condition = truth(law, z, which, k)
                    if not 1e-290 < abs(exact) < 1e290:
                        continue
                    got = mp.mpf(float(found[which][i, k]))
                    allowed = max(1.0, condition, depth(law, z))
                    error = float(abs(got / exact - 1)) / EPS / allowed
                    assert error < 8, (law, z, field, k, float(got), float(exact), error)
                    seen += 1
    assert seen > 30


def test_one_member_is_the_family() -> None:
    from phidot import norm

    module = compile_mixture("norm")
    z = np.linspace(-30, 30, 13)
    found = module.gradient(z, [2.0], loc=[0.5], scale=[1.5])
    np.testing.assert_array_equal(found.loc[:, 0], 1.0)
    np.testing.assert_allclose(found.scale[:, 0], norm.dz_dscale(z, 0.5, 1.5), rtol=4e-16)
    np.testing.assert_array_equal(found.weights, 0.0)


def test_shapes_types_and_what_is_refused() -> None:
    module = compile_mixture("norm")
    found = module.gradient(np.zeros((4, 1)), np.full((5, 2), 0.5), [0.0, 1.0])
    assert found.weights.shape == found.loc.shape == (4, 5, 2)
    single = module.dz_dloc(np.float32(0.3), np.array([0.5, 0.5], np.float32))
    assert single.shape == (2,) and single.dtype == np.float32
    with pytest.raises(ValueError, match="last axes"):
        module.gradient(0.0, [0.5, 0.5], [1.0, 2.0, 3.0])
    with pytest.raises(ValueError, match="one number"):
        module.gradient(0.0, 1.0)
    assert np.isnan(module.dz_dweights(0.0, [0.5, -0.5])).all()
    assert np.isnan(module.dz_dweights(0.0, [0.5, 0.5], 0.0, [1.0, -1.0])).all()
    with pytest.raises(SpecError, match="gamma"):
        compile_mixture("gamma")


def test_a_weight_of_zero_moves_too() -> None:
    """-(F_k - F)/p of a member that is not there yet, by differences."""
    module = compile_mixture("logistic")
    got = module.dz_dweights(0.7, [1.0, 0.0], [0.0, 2.0])
    below = 1 / (1 + np.exp(-0.7)), 1 / (1 + np.exp(1.3))
    slope = below[0] * (1 - below[0])
    np.testing.assert_allclose(got, [0.0, -(below[1] - below[0]) / slope], rtol=4e-15)


def test_outside_every_member() -> None:
    module = compile_mixture("weibull_min")
    found = module.gradient([-1.0, 1.5], [0.5, 0.5], 2.0, [0.0, 1.0])
    assert np.isnan(found.c[0]).all() and np.isfinite(found.c[1]).all()
    past = module.gradient(0.5, [0.5, 0.5], 2.0, [0.0, 1.0])
    assert past.loc[1] == 0.0 and past.weights[1] > 0.0
