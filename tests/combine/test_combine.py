"""Combinators rebuild families of the catalogue, and their kernels keep digits in both tails.

Rebuilt families are compared with reference values of 25 digits or with the catalogue's kernels;
all of them with the oracle, which evaluates the stated law alone.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import cache
from types import ModuleType

import numpy as np
import phidot
import pytest
from sympy import Rational, Symbol, exp, log, oo, stats, symbols

from derive.compile import compile_family
from derive.domain import Parameter, positive, within
from derive.family import Family, SpecError
from derive.verify import measure_module
from tests.reference.points import load

EPS = 2.0**-52
a, b, mu = symbols("a b mu", real=True)
n, s, k, t, w = symbols("n s k t w", positive=True)


def shift() -> Parameter:
    return within(Symbol("c", nonnegative=True), 0, oo, closed="lower")


#: What is made, and the largest error in eps max(1, cond) that was found, with room.
MADE: dict[str, tuple[Callable[[], Family], float]] = {
    "located": (lambda: phidot.located_scaled("weibull_min", mu, s), 4),
    "lognorm": (lambda: phidot.transformed("norm", lambda x: exp(s * x), [positive(s)]), 4),
    "falling": (lambda: phidot.transformed("expon", lambda x: exp(-s * x), [positive(s)]), 4),
    "powered": (lambda: phidot.powered("weibull_min", k), 4),
    "powered gamma": (lambda: phidot.powered("gamma", k), 8),
    "minimum": (lambda: phidot.minimum_of("weibull_min", n), 4),
    "powernorm": (lambda: phidot.minimum_of("norm", n), 4),
    "exponweib": (lambda: phidot.maximum_of("weibull_min", n), 16),
    "burr": (lambda: phidot.maximum_of("logistic", n), 8),
    "foldnorm": (lambda: phidot.folded("norm", shift()), 4),
    "foldcauchy": (lambda: phidot.folded("cauchy", shift()), 4),
    "truncexpon": (lambda: phidot.truncated("expon", 0, Symbol("b", positive=True)), 4),
    "threshold": (
        lambda: phidot.mixture(["weibull_min", phidot.located_scaled("expon", t, s)], [w]), 8,
    ),
}  # fmt: skip


@cache
def made(name: str) -> tuple[Family, ModuleType]:
    family = MADE[name][0]()
    return family, compile_family(family)


@pytest.mark.parametrize("name", MADE)
def test_against_the_oracle_in_both_tails(name: str) -> None:
    family, module = made(name)
    for parameter, found in measure_module(family, module, 48).items():
        assert found.worst <= MADE[name][1], (name, parameter, found.describe())
        assert found.points > 8


#: What is made, the family of the catalogue, and our names of its shapes.
REBUILT = [
    ("lognorm", "lognorm", {"s": "s"}),
    ("powernorm", "powernorm", {"n": "c"}),
    ("exponweib", "exponweib", {"n": "a", "c": "c"}),
    ("foldnorm", "foldnorm", {"c": "c"}),
    ("foldcauchy", "foldcauchy", {"c": "c"}),
    ("truncexpon", "truncexpon", {"b": "b"}),
]


@pytest.mark.parametrize(("name", "shipped", "names"), REBUILT)
def test_reference_values_of_the_rebuilt_family(
    name: str, shipped: str, names: dict[str, str]
) -> None:
    """Within 64 eps max(1, cond) at every point, shapes first, then loc and scale."""
    _, module = made(name)
    points = load()[shipped]
    for point in points:
        given = {mine: point.parameters[theirs] for mine, theirs in names.items()}
        moved = {k: point.parameters[k] for k in ("loc", "scale")}
        for mine, theirs in names.items():
            exact, got = point.velocity[theirs], getattr(module, f"dz_d{mine}")
            value = Decimal(got(point.z, **given, **moved))
            if exact != 0:
                error = float(abs(value / exact - 1)) / EPS / max(1.0, point.condition[theirs])
                assert error < 64, (point, theirs, value)
    assert len(points) > 10


def test_the_smallest_of_weibull_variates_is_weibull() -> None:
    """n^(1/c) z is Weibull: v_c carries n's share, and v_n = -z/(n c)."""
    _, module = made("minimum")
    z, c, many = np.geomspace(1e-200, 1e3, 9), 1.7, 12.0
    np.testing.assert_allclose(module.dz_dn(z, c, many), -z / (many * c), rtol=1e-15)
    np.testing.assert_allclose(module.dz_dc(z, c, many), -z * np.log(z) / c, rtol=1e-15)


def test_supports_and_refusals() -> None:
    assert phidot.transformed("norm", exp).support == (0, oo)
    assert phidot.transformed("expon", lambda x: exp(-x)).support == (0, 1)
    assert phidot.powered("expon", -1).support == (0, oo)
    with pytest.raises(SpecError, match="variates >= 0"):
        phidot.powered("norm", 2)
    with pytest.raises(SpecError, match="2 inverses"):
        phidot.transformed("norm", lambda x: x**2)
    with pytest.raises(SpecError, match="the bounds of a truncation must be numbers"):
        phidot.truncated("gamma", 1, Symbol("h", positive=True))
    with pytest.raises(SpecError, match="its cdf or its density, and neither has a kernel"):
        phidot.truncated("nct", 1, 2)
    with pytest.raises(SpecError, match="needs 1 weights, not 2"):
        phidot.mixture(["norm", "expon"], [w, w])
    with pytest.raises(SpecError, match="whole line"):
        phidot.folded("expon", mu)
    with pytest.raises(SpecError, match="no domain"):
        phidot.located_scaled("norm", Symbol("m"), s)


def test_a_truncated_root_is_a_law_known_by_its_density() -> None:
    family = phidot.truncated("gamma", Rational(1, 2), oo)
    assert (family.support, family.parameter_names) == ((Rational(1, 2), oo), ("a", "loc", "scale"))
    module = phidot.compile_family(family)
    assert measure_module(family, module, 8)["a"].worst < 8
    assert module.dz_da(0.5, 2.0) == pytest.approx(0.0, abs=1e-15)
    assert np.isnan(module.dz_da(0.4, 2.0))


def test_a_shared_parameter_moves_both_components() -> None:
    family = phidot.mixture(["weibull_min", phidot.located_scaled("weibull_min", 0, 2)], [w])
    assert family.parameter_names == ("c", "w", "loc", "scale")


LAWS = {
    "normal": (lambda: stats.Normal("X", mu, s), (mu, s)),
    "exponential": (lambda: stats.Exponential("X", k), (k,)),
    "weibull": (lambda: stats.Weibull("X", s, k), (k, s)),
    "gamma": (lambda: stats.Gamma("X", k, s), (k, s)),
    "pareto": (lambda: stats.Pareto("X", s, k), (k, s)),
    "rayleigh": (lambda: stats.Rayleigh("X", s), (s,)),
}  # fmt: skip


@pytest.mark.parametrize("law", LAWS)
def test_laws_of_sympy_stats(law: str) -> None:
    """The density of sympy.stats is checked against the law when it is compiled."""
    make, parameters = LAWS[law]
    family = phidot.from_sympy_stats(make())
    assert family.parameter_names[:-2] == tuple(str(p) for p in parameters)
    assert family.pdf is not None
    module = compile_family(family)
    for parameter, found in measure_module(family, module, 12).items():
        assert found.worst < 8, (law, parameter, found.describe())


def test_what_sympy_stats_cannot_give() -> None:
    with pytest.raises(SpecError, match="continuous"):
        phidot.from_sympy_stats(stats.Die("D", 6))


@pytest.mark.xfail(
    raises=UserWarning, strict=True, reason="in log z the velocity in n overflows far out"
)
def test_combinators_compose() -> None:
    """The largest of n powers, its log: v_n scales by dz/dy."""
    largest = phidot.maximum_of(phidot.powered("expon", k), n)
    logged = phidot.transformed(largest, log)
    plain, moved = compile_family(largest), compile_family(logged)
    z = np.array([1e-20, 0.3, 4.0])
    np.testing.assert_allclose(
        moved.dz_dn(np.log(z), 0.4, 5.0), plain.dz_dn(z, 0.4, 5.0) / z, rtol=1e-13
    )
