"""Laws by every way of stating them, in both tails, against the closed form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from mpmath import mp
from sympy import sympify

from derive.catalogue import load
from derive.family import Family
from derive.oracle import law
from tests.oracle import families as made

DIGITS = 40


def near(found: Any, expected: Any, digits: int = 38) -> bool:
    return bool(abs(found - expected) <= abs(expected) * mp.power(10, -digits))


def gev(z: Any, c: Any) -> tuple[Any, Any]:
    hazard = mp.power(1 - c * z, 1 / c)
    return mp.exp(-hazard), -mp.expm1(-hazard)


@pytest.mark.parametrize(("z", "c"), [(2.0, 0.25), (-30.0, 0.125), (3.9375, 0.25), (1e9, -0.5)])
def test_a_cdf_with_a_support_that_moves(z: float, c: float) -> None:
    with mp.workdps(DIGITS):
        below, above = gev(mp.mpf(z), mp.mpf(c))
        assert near(law.cdf(made.genextreme, {"z": z, "c": c}), below)
        assert near(law.sf(made.genextreme, {"z": z, "c": c}), above)


def test_outside_the_support() -> None:
    for z, expected in ((5.0, 1), (4.0, 1)):
        assert law.cdf(made.genextreme, {"z": z, "c": 0.25}) == expected
        assert law.sf(made.genextreme, {"z": z, "c": 0.25}) == 1 - expected
        assert law.pdf(made.genextreme, {"z": 5.0, "c": 0.25}) == 0


def test_branches_in_both_pieces() -> None:
    with mp.workdps(DIGITS):
        assert near(law.cdf(made.tent, {"z": 1e-9, "m": 0.25}), mp.mpf(1e-9) ** 2 * 4)
        assert near(law.sf(made.tent, {"z": 0.75, "m": 0.25}), mp.mpf(0.25) ** 2 / mp.mpf(0.75))
        assert near(law.cdf(made.tent, {"z": 0.25, "m": 0.25}), mp.mpf(0.25))


@pytest.mark.parametrize("z", [0.05, 1.0, 1e100])
def test_a_decreasing_reduction_swaps_the_tails(z: float) -> None:
    point = {"z": z, "a": 2.0, "b": 0.5}
    with mp.workdps(DIGITS):
        hazard = mp.mpf(z) ** -0.5
        assert near(law.cdf(made.powered, point), mp.exp(-hazard))
        assert near(law.sf(made.powered, point), -mp.expm1(-hazard))
        assert not law.increasing(made.powered, point)
        assert near(law.pdf(made.powered, point), mp.exp(-hazard) * hazard / z / 2, 18)


@pytest.mark.parametrize("logit", [-650, -3, 0.25, 40, 650])
def test_a_quantile_is_inverted_far_into_both_tails(logit: float) -> None:
    shape = 0.75 if abs(logit) < 100 else -0.25
    with mp.workdps(700):
        u = 1 / (1 + mp.exp(-mp.mpf(logit)))
        z = (u**shape - (1 - u) ** shape) / shape
        point = {"z": z, "c": shape}
        assert near(law.cdf(made.lambda_law, point), u)
        assert near(law.sf(made.lambda_law, point), 1 - u)


@pytest.mark.parametrize("z", [1e-30, 0.5, 6.0, 25.0])
def test_a_density_is_integrated_from_the_point_outwards(z: float) -> None:
    point: Mapping[str, Any] = {"z": z, "a": 2.0}
    with mp.workdps(25):
        assert near(law.cdf(made.density, point), -mp.expm1(-(mp.mpf(z) ** 2)), 20)
        assert near(law.sf(made.density, point), mp.exp(-(mp.mpf(z) ** 2)), 20)


def test_a_gap_between_branches_is_named() -> None:
    hole = Family(
        name="hole",
        variable=made.p,
        support=(0, 1),
        parameters=made.tent.parameters,
        branches=made.tent.branches[:1],
    )
    with pytest.raises(LookupError, match=r"hole: no branch holds z = 0\.5"):
        law.cdf(hole, {"z": 0.5, "m": 0.25})


@pytest.mark.parametrize(
    ("name", "shapes", "z", "upper", "logarithm"),
    [
        ("burr", {"c": 4.0, "d": 4.0}, 1e20, True, "log(4) - 80*log(10)"),
        ("genlogistic", {"c": 0.25}, 300.0, True, "log(0.25) - 300"),
        ("bradford", {"c": 3.0}, 1e-60, False, "log(3/log(4)) - 60*log(10)"),
        ("lomax", {"c": 0.5}, 1e-60, False, "log(0.5) - 60*log(10)"),
        ("kappa3", {"a": 0.5}, 1e40, True, "-20*log(10)"),
        ("invgauss", {"mu": 1.0}, 1e-4, False, None),
    ],
)
def test_a_tail_next_to_nothing_has_its_digits(
    name: str, shapes: dict[str, float], z: float, upper: bool, logarithm: str | None
) -> None:
    """At 20 digits what 2000 give; the limit by hand but for what is relatively 1e-15."""
    family = load(name)
    point = {**shapes, family.variable.name: z}
    with mp.workdps(2000):
        exact = law.tail(family, point, upper)
    with mp.workdps(20):
        assert near(law.tail(family, point, upper), exact, 17)
        if logarithm is not None:
            assert abs(mp.log(exact) / sympify(logarithm).evalf(20) - 1) < 1e-11
