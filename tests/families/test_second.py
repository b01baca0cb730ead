"""Hessians of the map phi and slopes of the velocities, against the oracle and each other.

PHIDOT_ALL=1 in the environment (``make second``) compares every family at more points.
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import Any

import numpy as np
import pytest
from mpmath import mpf

from derive.catalogue import load, names
from derive.emit.digest import uses_root
from derive.functions import LATENT_RATES
from derive.oracle.velocity import Refusal
from derive.sample import draw_points
from tests.families.second_truth import Truth

#: Of |dv_j/dtheta_i| + |v_i dv_j/dz|.
TOLERANCE = 1e-10
#: Rounding of the arguments that a result may show, in units of their last place.
ROUNDED = 8
#: Families whose velocity is an integral or a sum, and what its rounding is, of |v| over distances.
OPAQUE = {n for n in names() if load(n).is_density_only} | {f for f, _ in LATENT_RATES}
ROUNDING = 1e-13
SHAPED = [n for n in names() if any(not p.integer for p in load(n).parameters)]
#: One of each kind of kernel.
CHOSEN = ("crystalball", "exponnorm", "genextreme", "kappa4", "mielke", "rice", "skewnorm",
          "triang", "truncnorm", "tukeylambda", "gamma", "t", "geninvgauss", "nct")  # fmt: skip
ALL = bool(os.environ.get("PHIDOT_ALL"))
POINTS = (6, 2) if ALL else (2, 1)
#: Where a power of z under- or overflows the kernel says nan.
BEYOND = pytest.mark.xfail(reason="nan for z below 1e-90 or above 1e150", strict=True)
LOST = ("rel_breitwigner", "dpareto_lognorm")
#: Differences do not tell from 0 what is below this part of |v/z|.
NOTHING = mpf("1e-20")


def bear(truth: Truth, size: Any, compare: Any) -> float:
    """Its error where a rounding of an argument changes the value by more than the tolerance.

    Infinite where that rounding puts z outside the support.
    """
    moved = [Truth(truth.family, np.nextafter(truth.z, d), truth.shapes) for d in (-np.inf, np.inf)]
    for name, x in truth.shapes.items():
        moved += [
            Truth(truth.family, truth.z, {**truth.shapes, name: float(np.nextafter(x, d))})
            for d in (-np.inf, np.inf)
        ]
    changes = [mpf(0)]
    for other in moved:
        try:
            changes.append(abs(compare(other) - compare(truth)))
        except Refusal:
            return float("inf")
    return float(TOLERANCE * size + ROUNDED * sum(changes))


@pytest.mark.parametrize(
    "name",
    [pytest.param(n, marks=BEYOND) if n in LOST else n for n in (SHAPED if ALL else CHOSEN)],
)
def test_the_oracle(name: str) -> None:
    family, module = load(name), import_module(f"phidot.{name}")
    integral, compared, unknown = uses_root(family) or name in OPAQUE, 0, 0
    for point in draw_points(family, POINTS[integral], "second", 2):
        truth = Truth(family, point.z, point.parameters)
        if abs(truth.z) < 1e-30 and integral:
            continue  # Its slope needs more digits than an integral gives in a minute.
        try:
            terms, slopes = truth.terms, truth.slopes
        except (Refusal, ArithmeticError):
            continue
        arguments = (point.z, *(point.parameters[p.name] for p in family.parameters))
        hessian, got = module.hessian(*arguments), module.dv_dz(*arguments)
        order = family.differentiable
        for i, j in terms:
            size = abs(terms[i, j][0]) + abs(terms[i, j][1])
            if not mpf("1e-290") < size < mpf("1e290"):
                continue
            compared += 1
            entry = hessian[order.index(i), order.index(j)]
            if name in OPAQUE and np.isnan(entry):
                unknown += 1
                continue
            error = abs(mpf(entry) - sum(terms[i, j]))
            if not error <= TOLERANCE * size + rounding(truth, i, j):
                bound = bear(truth, size, lambda t, i=i, j=j: sum(t.terms[i, j]))
                assert error <= bound, f"{i}, {j} at {arguments}: {entry}, {sum(terms[i, j])}"
        for n, exact in slopes.items():
            error = abs(mpf(getattr(got, n)) - exact)
            speed = abs(truth.at(n, "", mpf(0)))
            seen = NOTHING * speed / abs(truth.z)
            rounded = ROUNDING * speed / truth.rooms[""] if name in OPAQUE else 0
            if not error <= TOLERANCE * abs(exact) + rounded and max(seen, mpf("1e-290")) < abs(
                exact
            ):
                bound = bear(truth, abs(exact), lambda t, n=n: t.slopes[n])
                assert error <= bound, f"dv_dz {n} at {arguments}: {getattr(got, n)}, {exact}"
    assert compared or integral
    assert 4 * unknown <= compared


def rounding(truth: Truth, i: str, j: str) -> Any:
    """What the rounding of velocities that are integrals makes of an entry, of either form."""
    if truth.family.name not in OPAQUE:
        return mpf(0)
    speed = {n: abs(truth.at(n, "", mpf(0))) for n in (i, j)}
    return max(
        ROUNDING * speed[b] * (1 / truth.rooms[a] + speed[a] / truth.rooms[""])
        for a, b in ((i, j), (j, i))
    )


@pytest.mark.parametrize("name", ["norm", "weibull_min", "exponweib", "gamma", "laplace"])
def test_loc_and_scale(name: str) -> None:
    """z = loc + scale x and the velocities' own homogeneity."""
    family, module = load(name), import_module(f"phidot.{name}")
    shapes = [1.7, 2.3][: len(family.parameters)]
    x = np.linspace(0.3, 2.0, 7)
    standard = module.hessian(x, *shapes)
    moved = module.hessian(3.0 + 2.0 * x, *shapes, 3.0, 2.0)
    k, n = len(family.differentiable), len(shapes)
    assert moved.shape == (7, k, k)
    np.testing.assert_allclose(moved[:, :n, :n], 2.0 * standard[:, :n, :n], rtol=1e-13)
    assert np.array_equal(moved, np.swapaxes(moved, -1, -2))
    for i, p in enumerate(shapes and [q.name for q in family.parameters]):
        velocity = getattr(module, f"dz_d{p}")(x, *shapes)
        np.testing.assert_allclose(standard[:, i, -1], velocity, rtol=1e-13)
    assert not standard[:, n:, n:].any()
    assert not standard[:, :n, n].any()
    slopes = module.dv_dz(x, *shapes, 0.0, 4.0)
    assert not np.any(slopes.loc)
    assert np.all(slopes.scale == 0.25)


def test_edges() -> None:
    """The Hessian of a moving end is that of the end; outside everything is nan."""
    module = import_module("phidot.genextreme")
    c = 0.5
    at_end = module.hessian(1.0 / c, c)
    assert at_end[0, 0] == 2.0 / c**3
    assert np.isnan(module.hessian(2.1, c)).all()
    assert np.isnan(module.hessian(1.0, c, 0.0, -1.0)).all()
    weibull = import_module("phidot.weibull_min")
    assert not weibull.hessian(0.0, 2.0).any()
    assert np.isnan(np.array(weibull.dv_dz(-1.0, 2.0))).all()


def test_a_kernel_that_is_an_integral() -> None:
    """Shapes, types and ends where the slopes are those of polynomials."""
    module = import_module("phidot.ncx2")
    z, df = np.array([[0.2], [1.5]]), np.array([0.7, 2.0, 5.0])
    whole = module.hessian(z, df, 0.5, 0.0, 2.0)
    assert whole.shape == (2, 3, 4, 4)
    np.testing.assert_allclose(whole[1, 2], module.hessian(1.5, 5.0, 0.5, 0.0, 2.0), rtol=1e-9)
    np.testing.assert_allclose(whole[1, 2, :2, :2], 2.0 * module.hessian(0.75, 5.0, 0.5)[:2, :2])
    assert np.array_equal(whole, np.swapaxes(whole, -1, -2))
    velocity = module.dz_ddf(0.75, 5.0, 0.5)
    np.testing.assert_allclose(whole[1, 2, 0, 3], velocity, rtol=1e-13)
    out = np.empty((2, 3, 4, 4))
    assert module.hessian(z, df, 0.5, 0.0, 2.0, out=out) is out
    assert np.array_equal(out, whole)
    assert module.hessian(np.float32(1.5), np.float32(2.0), 0.5).dtype == np.float32
    assert module.hessian(np.array([]), 2.0, 0.5).shape == (0, 4, 4)
    assert np.isnan(module.hessian(1.0, -2.0, 0.5)).all()
    assert np.isfinite(module.hessian(1.0, 2.0, 0.0)).all()  # nc = 0 is part of its domain
    assert np.isnan(import_module("phidot.levy_stable").hessian(1.0, 1.0, 0.5)).all()
    slopes = module.dv_dz(z, df, 0.5, 0.0, 2.0)
    assert slopes.scale.shape == (2, 3) and np.all(slopes.scale == 0.5) and not slopes.loc.any()
    assert isinstance(module.dv_dz(1.5, 2.0, 0.5).df, float)
    with pytest.raises(AttributeError, match="hessian has no jit: it is made of many calls"):
        _ = module.hessian.jit
    with pytest.raises(TypeError, match="tuple of 4 arrays"):
        module.dv_dz(z, df, 0.5, out=out)


def test_a_law_without_shapes() -> None:
    assert not import_module("phidot.norm").hessian(np.array([0.5, 2.0])).any()
    assert import_module("phidot.norm").hessian(0.5).shape == (2, 2)


def test_arrays_numbers_and_types() -> None:
    module = import_module("phidot.weibull_min")
    z, c = np.array([[0.2], [1.5]]), np.array([0.7, 2.0, 5.0])
    whole = module.hessian(z, c)
    assert whole.shape == (2, 3, 3, 3)
    assert np.array_equal(whole[1, 2], module.hessian(1.5, 5.0))
    assert np.array_equal(module.hessian(z.astype(np.float32), np.float32(2.0)).dtype, np.float32)
    out = np.empty((2, 3, 3, 3))
    assert module.hessian(z, c, out=out) is out
    assert np.array_equal(out, whole)
    rows = module.hessian.jit(1.5, 5.0)
    assert np.array_equal(np.array(rows), whole[1, 2])
    with pytest.raises(ValueError, match="shape"):
        module.hessian(z, c, out=np.empty((2, 3)))


def test_threads_change_no_bit() -> None:
    import phidot

    module, count = import_module("phidot.gamma"), phidot.get_num_threads()
    z = np.geomspace(1e-3, 30.0, 40_000)
    whole = module.hessian(z, 2.5)
    try:
        phidot.set_num_threads(1)
        assert np.array_equal(whole, module.hessian(z, 2.5))
    finally:
        phidot.set_num_threads(count)


def test_mass_is_conserved() -> None:
    """d log p/da + v d log p/dz + dv/dz = 0 for gamma, where the terms are of one size."""
    from scipy.special import digamma

    module = import_module("phidot.gamma")
    for a in (0.3, 2.0, 17.0, 200.0):
        z = a * np.array([0.5, 0.9, 1.1, 2.0])
        v, slope = module.dz_da(z, a), module.dv_dz(z, a).a
        terms = np.array([np.log(z) - digamma(a), v * ((a - 1.0) / z - 1.0), slope])
        assert np.all(np.abs(terms.sum(axis=0)) <= 1e-14 * a * np.abs(terms).max(axis=0))
