"""The studentized range's velocities: seeded points, exact cases, edges, far tails."""

from __future__ import annotations

from math import inf, isnan, nan, sqrt

import numpy as np
import pytest
from mpmath import mp
from phidot import studentized_range, t
from phidot._studentized_range import studentized_range_df_rate as in_df
from phidot._studentized_range import studentized_range_k_rate as in_k

from derive.oracle import normal_range, studentized

#: What is asked of this family is 1e-8; this is reached.
REACHED = 1e-13

Place = tuple[float, float, float]


def exact(z: float, k: float, df: float, digits: int = 20) -> list[float]:
    """dz/dk and dz/ddf from the law's own derivatives, from the lighter tail."""
    point = {"z": z, "k": k, "df": df}
    with mp.workdps(digits):
        return [float(studentized.velocity(n, point)) for n in ("k", "df")]


def draw(count: int) -> list[Place]:
    """k - 1, df and z by magnitude, z in the bulk and far into either tail."""
    rng, points = np.random.default_rng(7), list[Place]()
    for i in range(count):
        k = 1.0 + 10.0 ** rng.uniform(-3, 3 if i % 2 else 1)
        df = 10.0 ** rng.uniform(-1, 6)
        away = (rng.uniform(-1, 0.5), rng.uniform(-12, 0), rng.uniform(0, 2 if df > 30 else 12))
        points.append((float((3.0 + np.log(k)) * 10.0 ** away[i % 3]), min(k, 1000.0), df))
    return points


@pytest.mark.parametrize(("z", "k", "df"), draw(24))
def test_seeded_points(z: float, k: float, df: float) -> None:
    np.testing.assert_allclose([in_k(z, k, df), in_df(z, k, df)], exact(z, k, df), rtol=REACHED)


@pytest.mark.parametrize(
    ("z", "k", "df"),
    [
        (1e-200, 1.2, 0.06), (1e250, 2.5, 7.0), (1e300, 10.0, 1e3), (60.0, 3.0, 1e8),
        (30.0, 3.0, 1e12), (450.0, 5.0, 1e5), (1e4, 3.0, 1e7), (2.0, 1.0 + 1e-10, 5.0),
        (0.5, 1000.0, 10.0), (40.0, 1000.0, 1e5), (5.0, 300.0, 1e10), (70.9, 3.45, 108.0),
    ],
)  # fmt: skip
def test_far_out(z: float, k: float, df: float) -> None:
    np.testing.assert_allclose([in_k(z, k, df), in_df(z, k, df)], exact(z, k, df), rtol=REACHED)


def test_of_two_it_is_t() -> None:
    """sqrt(2) |T|."""
    z = np.array([1e-300, 1e-9, 0.2, 1.0, 5.0, 40.0, 1e6, 1e100, 1e300])
    df = np.array([7.0, 0.3, 4.0, 1e3, 1e8, 1e4, 1.0, 0.5, 0.05])
    got = studentized_range.dz_ddf(z, 2.0, df)
    np.testing.assert_allclose(got, sqrt(2.0) * t.dz_ddf(z / sqrt(2.0), df), rtol=REACHED)


@pytest.mark.parametrize("k", [1.01, 2.0, 3.5, 40.0, 900.0])
@pytest.mark.parametrize("z", [1e-20, 1e-4, 0.3, 4.0, 9.0, 60.0])
def test_of_known_scale(z: float, k: float) -> None:
    """At df = inf it is the range, whose dR/dk and density are one integral each."""
    assert in_df(z, k, inf) == 0.0
    with mp.workdps(25):
        place = int(mp.nint(mp.ldexp(mp.log(z), 10)))
        w = float(mp.exp(mp.ldexp(mp.mpf(place), -10)))
        _, _, moved, density, _ = normal_range.law(mp.mpf(k), place, 40, mp.prec)
    # w is rounded; the rate's logarithm changes by some w^2 times that.
    assert in_k(w, k, inf) == pytest.approx(float(-moved / density), rel=REACHED + w * w * 1e-16)
    assert in_k(w, k, 1e14) == pytest.approx(in_k(w, k, inf), rel=1e-10)


def test_edges() -> None:
    for k, df in [(1.5, 0.5), (7.0, 30.0), (3.0, inf)]:
        assert in_k(0.0, k, df) == in_df(0.0, k, df) == 0.0
        assert in_k(inf, k, df) == inf
    assert in_df(inf, 3.0, 5.0) == -inf
    assert studentized_range.dz_dk(0.0, 3.0, 5.0) == 0.0


@pytest.mark.parametrize(
    ("z", "k", "df"),
    [
        (-1.0, 3.0, 5.0), (1.0, 1.0, 5.0), (1.0, 0.5, 5.0), (1.0, 3.0, 0.0), (1.0, 3.0, -2.0),
        (0.0, 1.0, 5.0), (inf, 3.0, -1.0), (nan, 3.0, 5.0), (1.0, nan, 5.0), (1.0, 3.0, nan),
        (1.0, 1000.5, 5.0), (1.0, 3.0, 0.049),
    ],
)  # fmt: skip
def test_nan_outside_and_where_nothing_was_compared(z: float, k: float, df: float) -> None:
    assert isnan(in_k(z, k, df))
    assert isnan(in_df(z, k, df))
    assert isnan(studentized_range.dz_dk(z, k, df))
    assert isnan(studentized_range.dz_ddf(z, k, df))


def test_many_at_fixed_shapes() -> None:
    """``at`` interpolates; F is from about 1e-6 to 1 - 1e-5."""
    z = np.geomspace(0.02, 20.0, 3000)
    fixed = studentized_range.at(k=3.5, df=8.0)
    for name in ("k", "df"):
        kernel = getattr(studentized_range, f"dz_d{name}")(z, 3.5, 8.0)
        np.testing.assert_allclose(getattr(fixed, f"dz_d{name}")(z), kernel, rtol=1e-12)


def test_location_and_scale() -> None:
    """The velocities of loc + scale Q."""
    z, loc, scale = 3.3, 1.25, 0.5
    x = loc + scale * z
    for name, rate in (("k", in_k), ("df", in_df)):
        got = getattr(studentized_range, f"dz_d{name}")(x, 4.0, 9.0, loc=loc, scale=scale)
        assert got == pytest.approx(scale * rate(z, 4.0, 9.0), rel=1e-14)
    assert studentized_range.dz_dscale(x, 4.0, 9.0, loc=loc, scale=scale) == pytest.approx(z)
