"""The finite map against the laws' own tails, against itself, and against its velocity.

PHIDOT_ALL=1 in the environment (``make second``) takes every family.
"""

from __future__ import annotations

import os
from importlib import import_module
from random import Random
from typing import Any

import numpy as np
import pytest
from mpmath import mp, mpf

from derive.catalogue import load, names
from derive.oracle.law import lighter, pdf, support, tail
from derive.points import draw_moderate, locate
from derive.sample import draw_parameters, draw_points, generator
from derive.transport.closed import closed_image
from tests.reference.points import load as load_references

EPS, MOST = 2.0**-52, 64
#: Where a shape is 0 many a law is a limit.
NEAR_ZERO = mpf("1e-60")
#: Of each kind of coordinate, of path and of velocity one family.
SPINE: dict[str, tuple[tuple[float, ...], tuple[float, ...]]] = {
    "weibull_min": ((2.0,), (0.7,)), "gamma": ((2.0,), (5.0,)), "beta": ((2.0, 0.5), (3.0, 4.0)),
    "t": ((3.0,), (12.0,)), "genextreme": ((0.4,), (-0.3,)), "dweibull": ((1.5,), (0.8,)),
    "truncnorm": ((-1.0, 2.0), (-0.5, 3.0)), "triang": ((0.3,), (0.7,)),
    "tukeylambda": ((0.3,), (-0.2,)), "crystalball": ((1.5, 3.0), (0.6, 2.0)),
}  # fmt: skip
SOME = (
    "burr", "exponweib", "genextreme", "genpareto", "johnsonsb", "johnsonsu", "kappa4",
    "laplace_asymmetric", "lognorm", "powernorm", "skewcauchy", "trapezoid", "triang", "truncexpon",
)  # fmt: skip
#: Those of them that are integrated.
CURVED = ("gamma", "beta", "t")
#: How often each of so many realisations occurs in an array; where scipy's cdf or the map takes
#: milliseconds, and where a sample of scipy's stands in for its cdf, which takes a second.
REPEATED, REALISATIONS = 70, 64
SAMPLED = {"genhyperbolic", "levy_stable"}
#: The sizes of samples whose map takes a tenth of a second an element.
SMALLER = {"levy_stable": 1_000}
SLOW_CDF = {
    "gausshyper", "genhyperbolic", "geninvgauss", "levy_stable", "ncf", "nct", "norminvgauss",
    "rel_breitwigner", "studentized_range",
}  # fmt: skip
#: What sqrt(n) D exceeds with probability 1e-6.
SURPRISE = 2.7
REFERENCES = load_references()
FEW_POINTS, MANY_POINTS = 12, 32
LEVELS = (1e-30, 1e-8, 0.02, 0.6, 1 - 1e-6, 1 - 1e-15)
ALL = bool(os.environ.get("PHIDOT_ALL"))
MOVING = [n for n in names() if any(not p.integer for p in load(n).parameters)]
#: Families whose map is a formula, its error in eps * cond, and how many points.
CLOSED = sorted(n for n in MOVING if closed_image(load(n)) is not None) if ALL else SOME
CLOSED_MOST, FEW = 8, 32
CHOSEN = ("gamma", "genextreme", "triang", "weibull_min")


def quantiles(name: str, shapes: tuple[float, ...]) -> list[float]:
    """Realisations from one tail to the other; scipy's, which need not be exact."""
    import scipy.stats

    law = getattr(scipy.stats, name)(*shapes)
    found = [law.ppf(u) if u < 0.5 else law.isf(1 - u) for u in LEVELS]
    low, high = law.support()
    return [float(z) for z in found if low < z < high]


def spread(name: str, shapes: tuple[float, ...]) -> Any:
    """Realisations of every level, the far tails included."""
    import scipy.stats

    law = getattr(scipy.stats, name)(*shapes)
    bulk = law.ppf(np.linspace(0.001, 0.999, REALISATIONS))
    return np.array([*bulk, *quantiles(name, shapes)])


def at(name: str, z: Any, shapes: tuple[float, ...]) -> dict[str, Any]:
    family = load(name)
    order = [p.name for p in family.parameters]
    beside = [mpf(s) or NEAR_ZERO for s in shapes]
    return {family.variable.name: mpf(z), **dict(zip(order, beside, strict=True))}


def condition(name: str, z: float, image: float, *shapes: tuple[float, ...]) -> float:
    """sum |x_i dphi/dx_i|/|phi|: dphi/dz is the quotient of the densities, and v the rest."""
    family, module = load(name), import_module(f"phidot.{name}")
    theta, tau = shapes
    stretch = pdf(family, at(name, z, theta)) / pdf(family, at(name, image, tau))
    total = abs(z * stretch)
    for p, start, end in zip(family.parameters, theta, tau, strict=True):
        velocity = getattr(module, f"dz_d{p.name}")
        total += abs(start * velocity(z, *theta) * stretch) + abs(end * velocity(image, *tau))
    return max(1.0, float(total / abs(image)))


def is_beyond_the_oracle(name: str, z: float, shapes: tuple[float, ...]) -> bool:
    """Whether F differs from 1/2 by less than its digits, next to the centre of an even law."""
    return bool(pdf(load(name), at(name, z, shapes)) == 0)


@pytest.mark.parametrize("name", SPINE)
def test_the_tail_probability_is_kept(name: str) -> None:
    """As the relative error of phi, within the roundings of all arguments."""
    family, (theta, tau) = load(name), SPINE[name]
    transport = import_module(f"phidot.{name}").transport
    for z in quantiles(name, theta):
        image = transport(z, theta, tau)
        with mp.workdps(50):
            start, end = at(name, z, theta), at(name, image, tau)
            side = lighter(family, start)
            missed = tail(family, end, side) - tail(family, start, side)
            error = abs(missed / pdf(family, end) / image) / EPS
            assert error <= MOST * condition(name, z, image, theta, tau), f"{name} at {z}"


@pytest.mark.parametrize("name", CURVED)
def test_many_at_once_keep_the_tail_probability(name: str) -> None:
    """Where the map is an integral, arrays are interpolated: held to the same bound."""
    family, (theta, tau) = load(name), SPINE[name]
    transport = import_module(f"phidot.{name}").transport
    z = np.random.default_rng(5).permutation(np.repeat(spread(name, theta), REPEATED))
    images = transport(z, theta, tau)
    found = {float(x): float(y) for x, y in zip(z, images, strict=True)}
    assert len(set(images.tolist())) == len(found), "an element's image depends on its place"
    for x in sorted(found)[:: len(found) // 16]:
        with mp.workdps(50):
            start, end = at(name, x, theta), at(name, found[x], tau)
            side = lighter(family, start)
            missed = tail(family, end, side) - tail(family, start, side)
            error = abs(missed / pdf(family, end) / found[x]) / EPS
            assert error <= MOST * condition(name, x, found[x], theta, tau), f"{name} at {x}"


def draw_sample(law: Any, theta: tuple[float, ...], size: int) -> Any:
    """scipy's, or by definition where its own is a numerical inverse of an integral."""
    rng = np.random.default_rng(7)
    if law.name == "studentized_range":
        k, df = theta
        width = np.ptp(rng.standard_normal((size, int(k))), axis=1)
        return width / np.sqrt(rng.chisquare(df, size) / df)
    if law.name == "gausshyper":
        a, b, c, shift = theta
        found = np.empty(0)
        while found.size < size:
            x = rng.beta(a, b, size)
            top = max(1.0, (1.0 + shift) ** -c)
            found = np.append(found, x[rng.random(size) * top < (1.0 + shift * x) ** -c])
        return found[:size]
    return law.rvs(*theta, size=size, random_state=rng)


@pytest.mark.filterwarnings("ignore:The shape parameter of the erlang:RuntimeWarning")
@pytest.mark.parametrize("name", MOVING if ALL else CURVED)
def test_a_sample_is_carried_to_the_other_law(name: str) -> None:
    """Kolmogorov and Smirnov's statistic of the image of a sample, which has probability 1e-6."""
    import scipy.stats

    family, law = load(name), getattr(scipy.stats, name)
    rng = generator(family, "sample")
    theta, tau = (tuple(map(float, draw_moderate(family, rng).values())) for _ in range(2))
    tau = tuple(
        a if p.integer else b for p, a, b in zip(family.parameters, theta, tau, strict=True)
    )
    size = SMALLER.get(name, 10_000 if name in SLOW_CDF else 1_000_000)
    if name == "studentized_range":
        theta = (float(int(theta[0]) + 2), *theta[1:])  # a number of variates that can be drawn
    z = draw_sample(law, theta, size)
    images = import_module(f"phidot.{name}").transport(z, theta, tau)
    assert not np.isnan(images).any()
    if name in SAMPLED:
        other = law.rvs(*tau, size=size, random_state=np.random.default_rng(11))
        assert distance_of_samples(images, other) * np.sqrt(size / 2) < SURPRISE
        return
    levels = np.sort(law.cdf(images, *tau))
    steps = np.arange(size + 1) / size
    distance = max(np.max(steps[1:] - levels), np.max(levels - steps[:-1]))
    assert distance * np.sqrt(size) < SURPRISE


def distance_of_samples(one: Any, other: Any) -> float:
    """The largest difference of the distribution functions of two samples."""
    places = np.sort(np.concatenate([one, other]))
    levels = [np.searchsorted(np.sort(s), places, "right") / s.size for s in (one, other)]
    return float(np.max(np.abs(levels[0] - levels[1])))


def test_bounds_of_the_normal_law_may_be_infinite() -> None:
    """From and to bounds beyond which nothing lies."""
    transport = import_module("phidot.truncnorm").transport
    far, inf = 45.0, float("inf")
    for z in (-2.5, 0.25, 0.9, 1.0):
        there = transport(z, (-inf, 1.0), (-3.0, inf))
        near = transport(z, (-far, 1.0), (-3.0, far))
        assert there == near or (z == 1.0 and there == inf)
        assert abs(transport(there, (-3.0, inf), (-inf, 1.0)) - z) <= 10 * MOST * EPS
    assert transport(-2.0, (-inf, inf), (-inf, inf)) == -2.0
    assert -1.0 <= transport(-60.0, (-inf, inf), (-1.0, 1.0)) <= -1.0 + EPS


def test_a_stable_law_is_carried_past_alpha_1() -> None:
    """Where the path would lead through infinity but for beta = 0."""
    import scipy.stats

    transport = import_module("phidot.levy_stable").transport
    theta, tau = (1.5, 0.36), (0.84, -0.47)
    z = np.array([-4.0, -0.25, 7.5])
    image = transport(z, theta, tau)
    law = scipy.stats.levy_stable
    assert np.allclose(law.cdf(z, *theta), law.cdf(image, *tau), rtol=1e-7)
    assert np.allclose(transport(image, tau, theta), z, rtol=1e-12)


@pytest.mark.parametrize("name", SPINE)
def test_identity_composition_and_order(name: str) -> None:
    theta, tau = SPINE[name]
    transport = import_module(f"phidot.{name}").transport
    z = np.sort(np.array(quantiles(name, theta)))
    middle = tuple((0.3 * a + 0.7 * b) for a, b in zip(theta, tau, strict=True))
    there, between = transport(z, theta, tau), transport(z, theta, middle)
    assert np.array_equal(transport(z, theta, theta), z)
    assert np.all(np.diff(there) > 0)
    by_way, back = transport(between, middle, tau), transport(there, tau, theta)
    for k, x in enumerate(z.tolist()):
        # Either way's roundings end up in what is compared.
        onward = condition(name, between[k], there[k], middle, tau)
        onward += condition(name, x, there[k], theta, tau)
        assert abs(by_way[k] / there[k] - 1.0) <= MOST * EPS * onward
        assert abs(back[k] / x - 1.0) <= 2 * MOST * EPS * condition(name, there[k], x, tau, theta)


@pytest.mark.parametrize("name", sorted(REFERENCES.keys() & set(MOVING if ALL else SPINE)))
def test_reference_points_there_and_back(name: str) -> None:
    """To the parameters of another reference point and back; what is lost on the way is nan."""
    order = [p.name for p in load(name).parameters]
    transport = import_module(f"phidot.{name}").transport
    rng, returned, count = Random(name), 0, MANY_POINTS if ALL else FEW_POINTS
    for _ in range(count):
        start, other = rng.sample(REFERENCES[name], 2)
        theta, tau = (tuple(p.parameters[n] for n in order) for p in (start, other))
        z = (start.z - start.parameters["loc"]) / start.parameters["scale"]
        image = float(transport(z, theta, tau))
        back = float(transport(image, tau, theta))
        if not np.isfinite(back) or z == 0.0:
            continue
        ends = support(load(name), dict(zip(order, tau, strict=True)))
        if image in map(float, ends):
            continue  # It has rounded to an end, which goes to the other end.
        if is_beyond_the_oracle(name, z, theta):
            continue
        cost = condition(name, image, z, tau, theta)
        assert abs(back / z - 1.0) <= 2 * MOST * EPS * cost, (z, theta, tau)
        returned += 1
    assert returned >= count // 2


@pytest.mark.parametrize("name", MOVING if ALL else CHOSEN)
def test_its_derivative_is_the_velocity(name: str) -> None:
    family, module = load(name), import_module(f"phidot.{name}")
    theta = draw_moderate(family, generator(family, "transport"))
    start = tuple(float(theta[p.name]) for p in family.parameters)
    x = locate(family, theta, 0.3)
    if family.located_scaled:
        start, x = (*start, 0.25, 1.5), 0.25 + 1.5 * x
    for k, p in enumerate(family.parameter_names):
        if p not in family.differentiable:
            continue
        step = 1e-5 * max(0.1, abs(start[k]))
        above, below = (
            module.transport(x, start, (*start[:k], start[k] + s, *start[k + 1 :]))
            for s in (step, -step)
        )
        velocity = getattr(module, f"dz_d{p}")(x, *start)
        assert abs((above - below) / (2 * step) - velocity) <= 1e-6 * max(1e-3, abs(velocity))


def test_closed_forms() -> None:
    norm = import_module("phidot.norm").transport
    assert norm(1.5, (0.5, 2.0), (1.0, 4.0)) == 3.0
    weibull = import_module("phidot.weibull_min").transport
    z = np.array([1e-30, 1e-3, 0.7, 1.0, 3.0, 50.0])
    np.testing.assert_allclose(weibull(z, (2.0,), (5.0,)), z**0.4, rtol=1e-15)


@pytest.mark.parametrize("name", CLOSED)
def test_a_closed_map_keeps_its_digits(name: str) -> None:
    """At the family's sample, far tails included, against the cdf and survival function."""
    family, rng = load(name), generator(load(name), "closed")
    transport = import_module(f"phidot.{name}").transport
    compared = 0
    for point in draw_points(family, FEW, "closed"):
        drawn = draw_parameters(family, rng)
        theta, tau = (tuple(map(float, w.values())) for w in (point.parameters, drawn))
        z = float(point.z)
        image = float(transport(z, theta, tau))
        if not 1e-300 < abs(image) < 1e300 or is_beyond_the_oracle(name, image, tau):
            continue
        with mp.workdps(400):
            start, end = at(name, z, theta), at(name, image, tau)
            low, high = support(family, end)
            inside = float(min(max(image, low + EPS * abs(low)), high - EPS * abs(high)))
            off = CLOSED_MOST * EPS * condition(name, z, inside, theta, tau) * abs(image)
            side, variable = lighter(family, start), family.variable.name
            ends = [tail(family, {**end, variable: image + d}, side) for d in (-off, off)]
            assert min(ends) <= tail(family, start, side) <= max(ends), (z, theta, tau)
            compared += 1
    assert compared >= FEW // 3


@pytest.mark.parametrize("name", SOME)
def test_an_array_has_the_bits_of_its_elements(name: str) -> None:
    """Many vectors side by side, few, one, and what is left over of them; nan among them."""
    family, rng = load(name), generator(load(name), "bits")
    theta, tau = (tuple(map(float, draw_moderate(family, rng).values())) for _ in range(2))
    transport = import_module(f"phidot.{name}").transport
    z = np.array([*np.resize(spread(name, theta), 125), np.nan])
    alone = [transport(x, theta, tau) for x in z.tolist()]
    beside = transport(z, tuple(np.full(z.size, t) for t in theta), tau)
    assert np.array_equal(transport(z, theta, tau), alone, equal_nan=True)
    assert np.array_equal(beside, alone, equal_nan=True)
    assert np.isnan(alone[-1])
    assert np.array_equal(transport(z[:-1], theta, theta), z[:-1])


def test_arguments_and_edges() -> None:
    transport = import_module("phidot.weibull_min").transport
    by_name = transport(1.5, {"c": 2.0}, {"c": 3.0, "scale": 2.0})
    assert by_name == transport(1.5, (2.0, 0.0, 1.0), (3.0, 0.0, 2.0))
    assert transport(np.ones((4, 1)), (2.0,), (np.array([1.0, 3.0]),)).shape == (4, 2)
    assert transport(0.0, (2.0,), (3.0, 1.0)) == 1.0
    assert np.isnan(transport(-1.0, (2.0,), (3.0,)))
    assert np.isnan(transport(1.0, (2.0,), (-3.0,)))
    with pytest.raises(TypeError, match="lacks c"):
        transport(1.0, {}, (3.0,))
    with pytest.raises(TypeError, match="no parameter"):
        transport(1.0, {"c": 1.0, "k": 2.0}, (3.0,))
    end = import_module("phidot.genextreme").transport
    assert end(2.0, (0.5,), (0.25,)) == 4.0
