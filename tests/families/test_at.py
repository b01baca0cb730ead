"""``at`` with many z: polynomials where they lie close, within the error recorded of the kernel."""

from __future__ import annotations

import pickle
from importlib import import_module
from typing import Any

import numpy as np
import pytest
from phidot import (
    gamma,
    geninvgauss,
    get_num_threads,
    levy_stable,
    nct,
    norminvgauss,
    set_num_threads,
)
from phidot._curve import look_up
from phidot._fixed import Fixed
from phidot._interpolated import MANY, Interpolated
from phidot._panels import FEWEST

from derive import budget
from derive.catalogue import load as load_family
from derive.oracle.standard import condition, consult
from tests.reference.points import error, group, load
from tests.runtime.reference import same_bits

COSTLY = (
    "gausshyper", "genhyperbolic", "geninvgauss", "levy_stable", "ncf", "nct", "ncx2",
    "norminvgauss", "studentized_range",
)  # fmt: skip


def is_interpolated(member: Any, x: Any) -> Any:
    """Which elements of the array, at loc = 0 and scale = 1, a polynomial gives."""
    panels = member._curves[1.0]._panels
    place = np.empty(x.size, np.int64)
    counts = look_up(x, panels, np.empty(x.size), place)
    return (panels.good & (counts >= FEWEST))[place]


@pytest.mark.parametrize("name", [n for n in COSTLY if n in load()])
def test_polynomials_keep_the_budget(name: str) -> None:
    """At the reference values, each repeated until its panel is worth a polynomial."""
    module, taken, count = import_module(f"phidot.{name}"), 0, 0
    for parameters, members in group(load()[name]):
        shapes = [p for p in module.parameters if p not in ("loc", "scale")]
        fixed = module.at(**{p: parameters[p] for p in shapes})
        loc, scale = parameters["loc"], parameters["scale"]
        z = np.array([p.z for p in members])
        crowd = np.repeat(z, max(FEWEST, -(-MANY // z.size)))
        for parameter, recorded in budget.read(name).items():
            member = getattr(fixed, f"dz_d{parameter}")
            got = member(crowd, loc, scale)[:: crowd.size // z.size]
            kernel = getattr(module, f"dz_d{parameter}")(z, **parameters)
            for value, plain, point in zip(got, kernel, members, strict=True):
                least = max(recorded.allowed, error(plain, point, parameter))
                assert error(value, point, parameter) <= least, (parameter, point)
            inside = is_interpolated(member, (crowd - loc) / scale)
            taken, count = taken + inside.sum(), count + inside.size
    assert taken >= 0.8 * count


def draw(count: int) -> Any:
    """Variates of about geninvgauss(0.7, 1.4), in no order."""
    return np.exp(np.random.default_rng(5).normal(size=count))


def test_who_interpolates_is_decided_by_the_route() -> None:
    for name in COSTLY:
        module = import_module(f"phidot.{name}")
        shapes = {p: 1.5 for p in module.parameters if p not in ("loc", "scale")}
        fixed = module.at(**shapes)
        assert all(type(getattr(fixed, f"dz_d{p}")) is Interpolated for p in shapes)
        said = " ".join(module.at.__doc__.split())
        assert f"Of {MANY} values" in said and f"({FEWEST} or more)" in said
    assert type(gamma.at(a=1.5).dz_da) is Fixed
    assert gamma.at.__doc__ and str(MANY) not in gamma.at.__doc__


def test_few_are_the_kernel() -> None:
    z = draw(MANY - 1)
    assert same_bits(geninvgauss.at(p=0.7, b=1.4).dz_dp(z), geninvgauss.dz_dp(z, 0.7, 1.4))
    fixed = geninvgauss.at(p=0.7, b=1.4)
    fixed.dz_dp(draw(4 * MANY))
    assert same_bits(fixed.dz_dp(z), geninvgauss.dz_dp(z, 0.7, 1.4))
    assert same_bits(fixed.dz_dp(z[0]), geninvgauss.dz_dp(z[0], 0.7, 1.4))


def test_the_sparse_and_what_is_outside_are_the_kernel() -> None:
    """Both far tails, beyond the support, infinite and nan."""
    far = np.array([1e-300, 1e-100, 1e-9, 1e5, 1e100, 1e308, np.inf, np.nan, -1.0, 0.0, -np.inf])
    z = np.concatenate([draw(4 * MANY), far])
    member = geninvgauss.at(p=0.7, b=1.4).dz_dp
    got, kernel = member(z), geninvgauss.dz_dp(z, 0.7, 1.4)
    assert same_bits(got[-far.size :], kernel[-far.size :])
    inside = is_interpolated(member, z)
    assert inside.mean() > 0.95
    assert same_bits(got[~inside], kernel[~inside])
    assert not same_bits(got, kernel)
    np.testing.assert_allclose(got, kernel, rtol=1e-12)


def test_crowds_in_both_tails_and_at_the_ends() -> None:
    """Repeated often enough, a value of any size is asked of a polynomial."""
    z = np.repeat([1e-305, 1e-200, 1e-30, 1e-6, 1e4, 1e30, 1e200, np.inf, 0.0, -1.0, np.nan], MANY)
    member = geninvgauss.at(p=0.7, b=1.4).dz_dp
    got, kernel = member(z), geninvgauss.dz_dp(z, 0.7, 1.4)
    np.testing.assert_allclose(got, kernel, rtol=1e-13)
    z = np.repeat([-1e200, -1e9, -30.0, -1e-200, 1e-200, 1e-6, 40.0, 1e300, -np.inf, np.inf], MANY)
    np.testing.assert_allclose(
        nct.at(df=3.0, nc=1.0).dz_ddf(z), nct.dz_ddf(z, 3.0, 1.0), rtol=1e-12
    )


@pytest.mark.parametrize(
    ("name", "parameter", "shapes", "low", "high"),
    [
        ("geninvgauss", "b", {"p": 0.7, "b": 1.4}, 0.5, 10.0),
        ("ncf", "dfd", {"dfn": 5.0, "dfd": 8.0, "nc": 2.0}, 0.1, 5.0),
        ("norminvgauss", "a", {"a": 2.0, "b": 0.7}, -2.0, 3.0),
        ("nct", "df", {"df": 5.0, "nc": 1.3}, -1.0, 0.9),
    ],
)
def test_beside_a_zero(
    name: str, parameter: str, shapes: dict[str, float], low: float, high: float
) -> None:
    """At some distances from where the velocity changes its sign."""
    module, family = import_module(f"phidot.{name}"), load_family(name)
    kernel, member = (
        getattr(module, f"dz_d{parameter}"),
        getattr(module.at(**shapes), f"dz_d{parameter}"),
    )
    sign = np.sign(kernel(high, **shapes))
    for _ in range(60):
        middle = 0.5 * (low + high)
        low, high = (low, middle) if np.sign(kernel(middle, **shapes)) == sign else (middle, high)
    z = high + np.array([-1e-2, -1e-5, 1e-7, 1e-3])
    got = member(np.repeat(z, MANY))[::MANY]
    assert is_interpolated(member, np.repeat(z, MANY)).mean() >= 0.7
    allowed = budget.read(name)[parameter].allowed
    assert kernel(z[0], **shapes) * kernel(z[-1], **shapes) < 0.0
    for place, value, plain in zip(z, got, kernel(z, **shapes), strict=True):
        exact = consult(family, parameter, float(place), shapes)
        unit = 2.0**-52 * max(1.0, condition(family, parameter, float(place), shapes, exact))
        off, kernels = (abs(float((v - exact) / exact)) / unit for v in (value, plain))
        assert off <= max(allowed, kernels)


def test_an_array_gives_the_same_bits_again() -> None:
    """Whatever was asked before, in any order of the elements and on any number of threads."""
    z = draw(20 * MANY)
    fresh = geninvgauss.at(p=0.7, b=1.4)
    first = fresh.dz_dp(z)
    used = geninvgauss.at(p=0.7, b=1.4)
    used.dz_dp(100.0 * z)
    used.dz_dp(z[: 2 * MANY])
    assert same_bits(used.dz_dp(z), first)
    assert same_bits(used.dz_dp(z[::-1]), first[::-1])
    assert same_bits(pickle.loads(pickle.dumps(used)).dz_dp(z), first)
    before = get_num_threads()
    try:
        set_num_threads(1)
        assert same_bits(geninvgauss.at(p=0.7, b=1.4).dz_dp(z), first)
    finally:
        set_num_threads(before)


def test_location_scale_types_and_out() -> None:
    z, fixed = draw(4 * MANY), geninvgauss.at(p=0.7, b=1.4)
    standard = fixed.dz_dp(z)
    assert same_bits(fixed.dz_dp(8.0 * z, 0.0, 8.0), 8.0 * standard)
    shifted = fixed.dz_dp(3.0 + 2.0 * z, loc=3.0, scale=2.0)
    np.testing.assert_allclose(shifted, 2.0 * standard, rtol=1e-12)
    assert same_bits(fixed.dz_dp(z.reshape(64, -1).T), standard.reshape(64, -1).T)
    single = z.astype("f4")
    assert same_bits(fixed.dz_dp(single), fixed.dz_dp(single.astype("f8")).astype("f4"))
    np.testing.assert_allclose(fixed.dz_dp(z, scale=np.full(z.size, 1.0)), standard, rtol=1e-12)
    for loc, scale in ((0.0, -1.0), (0.0, 0.0), (np.inf, 1.0), (0.0, np.nan)):
        assert np.isnan(fixed.dz_dp(z, loc, scale)).all()
    out = z.copy()
    assert fixed.dz_dp(out, out=out) is out
    assert same_bits(out, standard)
    with pytest.raises(ValueError, match="dz_dp: out has shape"):
        fixed.dz_dp(z, out=np.empty(3))
    with pytest.raises(TypeError, match="dz_dp: z has dtype complex128"):
        fixed.dz_dp(z.astype(complex))


def test_the_gradient_is_each_velocity() -> None:
    z, fixed = draw(4 * MANY), geninvgauss.at(p=0.7, b=1.4)
    gradient = fixed.gradient(z, 0.25, 2.0)
    assert type(gradient) is geninvgauss.Gradient
    for name in geninvgauss.differentiable:
        assert same_bits(getattr(gradient, name), getattr(fixed, f"dz_d{name}")(z, 0.25, 2.0))
    out = tuple(np.empty(z.size) for _ in gradient)
    assert fixed.gradient(z, 0.25, 2.0, out=out) is out
    assert all(same_bits(a, b) for a, b in zip(out, gradient, strict=True))
    assert same_bits(fixed.gradient(z[:9]).p, geninvgauss.dz_dp(z[:9], 0.7, 1.4))


def test_outside_the_domain_all_is_nan() -> None:
    z = draw(4 * MANY)
    assert np.isnan(geninvgauss.at(p=0.7, b=-1.4).dz_dp(z)).all()
    assert np.isnan(norminvgauss.at(a=1.0, b=2.0).dz_da(z)).all()
    assert np.isnan(norminvgauss.at(a=np.nan, b=2.0).gradient(z).a).all()


def test_a_stable_law_that_drifts_with_its_scale() -> None:
    """At alpha = 1 the standard variate is not (z - loc)/scale."""
    z = np.repeat([-20.0, -0.7, 0.3, 4.0, 500.0], MANY)
    fixed = levy_stable.at(alpha=1.0, beta=0.4)
    for scale in (1.0, 5.0):
        kernel = levy_stable.dz_dbeta(z[::MANY], 1.0, 0.4, 0.5, scale)
        got = fixed.dz_dbeta(z, 0.5, scale)[::MANY]
        np.testing.assert_allclose(got, kernel, rtol=1e-12)
