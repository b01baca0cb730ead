"""Density, score, tails, quantiles and their derivatives against the oracle, tails included.

PHIDOT_ALL=1 in the environment compares every family that has formulas; else those in ``LATER``
wait.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

import numpy as np
import pytest
from mpmath import mp, mpf

from derive.catalogue import load
from derive.family import Family
from derive.law import CHECKED
from derive.oracle import standard
from derive.oracle.law import pdf, support, tail
from derive.plan.target import NEAR_ZERO, condition, settle
from derive.sample import draw_points

#: Errors are in eps * max(1, condition number): what a form may lose, and the primitives beside it.
EPS, MOST = 2.0**-52, 64
STEP, SPARE = mpf("1e-30"), 100
POINTS = 8
#: The level above which a rounding of it moves a quantile too far to test what a shape does to it.
LEVEL = 1 - 1e-9
#: What differences of step STEP leave of 0 beside terms of size 1.
NOISE = mpf("1e-50")
TAILS = {"cdf": (False, False), "sf": (True, False), "logcdf": (False, True), "logsf": (True, True)}

#: Families whose forms are made as those of others are, or whose oracle is slow.
LATER = frozenset({
    "alpha", "anglit", "argus", "betaprime", "bradford", "burr", "burr12", "chi", "chi2", "cosine",
    "dgamma", "erlang", "exponweib", "f", "fatiguelife", "genexpon", "gengamma", "gennorm",
    "gibrat", "halfgennorm", "hypsecant", "invgamma", "invgauss", "jf_skew_t", "johnsonsb",
    "levy_l", "loggamma", "loglaplace", "loguniform", "moyal", "nakagami", "powerlaw",
    "powerlognorm", "rdist", "recipinvgauss", "reciprocal", "rel_breitwigner", "semicircular",
    "skewcauchy", "skewnorm", "trapezoid", "triang", "truncexpon", "vonmises", "wald",
})  # fmt: skip
#: Those whose tails are integrated are compared in test_integrated_laws.py.
FORMULAS = frozenset(n for n in CHECKED if not load(n).is_density_only)
COMPARED = sorted(FORMULAS if os.environ.get("PHIDOT_ALL") else FORMULAS - LATER)

Function = Callable[..., Any]


def functions(name: str) -> tuple[str, ...]:
    module = import_module(f"phidot._law.{name}")
    return tuple(module.__all__)


def points(family: Family) -> list[tuple[float, ...]]:
    if family.log_density is not None:
        drawn = draw_points(family, 4, "law", 2)
    else:
        drawn = draw_points(family, POINTS, "law", 4)
    return [(p.z, *(p.parameters[q.name] for q in family.parameters)) for p in drawn]


def at(family: Family, values: Sequence[Any]) -> dict[str, Any]:
    order = [family.variable.name, *(p.name for p in family.parameters)]
    beside = [values[0], *(x or NEAR_ZERO for x in values[1:])]
    return {n: mpf(x) for n, x in zip(order, beside, strict=True)}


def log_pdf(family: Family) -> Function:
    return lambda *values: mp.log(pdf(family, at(family, values)))


def a_tail(family: Family, upper: bool, logarithmic: bool) -> Function:
    def function(*values: Any) -> Any:
        found = tail(family, at(family, values), upper)
        if not logarithmic:
            return found
        other = tail(family, at(family, values), not upper)
        return mp.log(found) if found < other else mp.log1p(-other)

    return function


def slope(function: Function, index: int) -> Function:
    """The derivative of ``function`` in one argument, by central differences."""

    def differentiated(*values: Any) -> Any:
        given = list(map(mpf, values))
        with mp.workdps(mp.dps + SPARE):
            step = STEP * (abs(given[index]) or 1)
            ends = [[*given[:index], given[index] + s, *given[index + 1 :]] for s in (step, -step)]
            above, below = (function(*e) for e in ends)
            return (above - below) / (2 * step)

    return differentiated


def assert_close(got: float, function: Function, values: Sequence[float]) -> bool:
    """Whether there was an exact value; asserts that ``got`` is near it."""
    beside = [values[0], *(x or NEAR_ZERO for x in values[1:])]
    exact, digits = settle(function, beside)
    if exact is None and function(*beside) == 0 == got:  # as the uniform law's log-density
        return True
    if exact is None or not 1e-290 < abs(exact) < 1e300:
        return False
    allowed = MOST * EPS * max(1.0, condition(function, beside, digits))
    assert abs((got - exact) / exact) <= allowed, (values, got, mp.nstr(exact, 20))
    return True


@pytest.mark.parametrize("name", COMPARED)
def test_density_and_tails(name: str) -> None:
    family, module, has = load(name), import_module(f"phidot.{name}"), functions(name)
    wanted = {"logpdf": log_pdf(family)}
    wanted |= {n: a_tail(family, *flags) for n, flags in TAILS.items()}
    for kernel in (n for n in wanted if n in has):
        jit = getattr(module, kernel).jit
        compared = [assert_close(jit(*v), wanted[kernel], v) for v in points(family)]
        assert sum(compared) >= 2


@pytest.mark.parametrize("name", COMPARED)
def test_score_and_motion_of_the_cdf(name: str) -> None:
    """The numerical derivatives of log p and of F; F's from the lighter tail."""
    family, module, has = load(name), import_module(f"phidot.{name}"), functions(name)
    for values in points(family)[::2]:
        scored: Any = module.score.jit(*values) if "score" in has else ()
        light = bool(tail(family, at(family, values), False) > 0.5)
        mass = a_tail(family, light, False)
        for k, p in enumerate(family.parameters):
            if p.integer:
                continue
            if "score" in has:
                index = family.differentiable.index(p.name)
                assert_close(scored[index], slope(log_pdf(family), k + 1), values)
            if f"dcdf_d{p.name}" in has:
                got = getattr(module, f"dcdf_d{p.name}").jit(*values)
                if family.log_density is not None:
                    assert_flow(family, p.name, got, values)
                else:
                    assert_close(-got if light else got, slope(mass, k + 1), values)
        if "score" in has and family.located_scaled:
            along = slope(log_pdf(family), 0)
            assert_close(-scored[-2], along, values)
            assert_close(-scored[-1], lambda *v, f=along: not_noise(1 + v[0] * f(*v)), values)


def assert_flow(family: Family, name: str, got: float, values: Sequence[float]) -> None:
    """F_theta = -p v with the oracle's velocity, where F is an integral; the conditions add up."""
    place = at(family, values)
    z = place.pop(family.variable.name)
    velocity = standard.consult(family, name, z, place)
    density, digits = settle(lambda *v: pdf(family, at(family, v)), values)
    if velocity is None or density is None or not 1e-290 < abs(density * velocity) < 1e300:
        return
    spread = condition(lambda *v: pdf(family, at(family, v)), values, digits)
    spread += standard.condition(family, name, z, place, velocity)
    exact = -density * velocity
    assert abs((got - exact) / exact) <= MOST * EPS * max(1.0, spread), (values, got, exact)


def not_noise(stretch: Any) -> Any:
    """0 where the log-density does not depend on scale but for -log(scale) + what z/scale adds."""
    return stretch if abs(stretch) > NOISE else mpf(0)


@pytest.mark.parametrize("name", COMPARED)
def test_quantiles_and_their_motion(name: str) -> None:
    """F at a quantile is its level, within the roundings of the level and of the result."""
    family, module, has = load(name), import_module(f"phidot.{name}"), functions(name)
    for kernel, upper in (("ppf", False), ("isf", True)):
        if kernel not in has:
            continue
        mass, jit = a_tail(family, upper, False), getattr(module, kernel).jit
        for values in points(family)[::3]:
            u, shapes = float(mass(*values)), values[1:]
            if not 1e-290 < u < 1:
                continue
            with mp.workdps(60):
                z = jit(u, *shapes)
                root = find_root(family, mass, u, z, shapes)
                assert root is not None, (kernel, u, shapes, z)
                if kernel == "ppf" and u < LEVEL and z:
                    check_motion(family, module, u, root, shapes)


def find_root(family: Family, mass: Function, u: float, z: float, shapes: Sequence[float]) -> Any:
    """The exact quantile if it is as near to ``z`` as the roundings of u and the shapes tell."""
    inner = mpf(z)
    if z == 0.0:
        moves = (abs(s * slope(mass, k + 1)(inner, *shapes)) for k, s in enumerate(shapes) if s)
        return inner if abs(mass(inner, *shapes) - u) <= MOST * EPS * (u + sum(moves)) else None
    if z in support(family, at(family, (z, *shapes))):
        inner -= MOST * EPS * (z if z == support(family, at(family, (z, *shapes)))[1] else -z)
    spread = abs(slope(mass, 0)(inner, *shapes)) * abs(inner)
    moves = (abs(s * slope(mass, k + 1)(inner, *shapes)) for k, s in enumerate(shapes) if s)
    near = MOST * EPS * max(1, (u + sum(moves)) / spread) * abs(z)
    return bracketed(mass, u, z - near, z + near, shapes)


def bracketed(mass: Function, u: float, low: Any, high: Any, shapes: Sequence[float]) -> Any:
    """The root of F = u between two z; None where F does not pass u there."""
    ends = [mass(z, *shapes) - u for z in (low, high)]
    if ends[0] * ends[1] > 0:
        return None
    return mp.findroot(lambda z: mass(z, *shapes) - u, (low, high), solver="anderson", verify=False)


def root_of(mass: Function, u: Any, z: Any, shapes: Sequence[float]) -> Any:
    """The exact quantile near ``z``, by Newton's steps; nan where these leave the support."""
    root = mpf(z)
    for _ in range(8):
        steep = slope(mass, 0)(root, *shapes)
        if not steep:
            return mp.nan
        root -= (mass(root, *shapes) - u) / steep
    return root


def check_motion(family: Family, module: Any, u: float, root: Any, shapes: Sequence[float]) -> None:
    """dQ/dtheta = -F_theta/p at the exact quantile, as far as the level tells it."""
    mass = a_tail(family, False, False)

    def motion(k: int, level: Any, given: Sequence[Any]) -> Any:
        z = root_of(mass, level, root, given)
        if mp.isnan(z):  # an end of the support moves past the quantile
            return mp.inf
        return -slope(mass, k)(z, *given) / slope(mass, 0)(z, *given)

    for k, p in enumerate(family.parameters):
        if f"dppf_d{p.name}" not in functions(family.name):
            continue
        got = getattr(module, f"dppf_d{p.name}").jit(u, *shapes)
        if abs(motion(k + 1, mpf(u), list(map(mpf, shapes)))) < NOISE * abs(root):
            assert abs(got) < NOISE * abs(root)
            continue
        assert_near(got, lambda level, *given, k=k: motion(k + 1, level, given), (u, *shapes))


def assert_near(got: float, function: Function, values: Sequence[float]) -> None:
    """As ``assert_close``, at one precision, for functions that are costly."""
    beside = [mpf(x) or NEAR_ZERO for x in values]
    exact, total = function(*beside), mpf(0)
    for k, x in enumerate(beside):
        moved = function(*beside[:k], x * (1 + mpf("1e-12")), *beside[k + 1 :])
        total += abs(moved - exact) / mpf("1e-12")
    if 1e-290 < abs(exact) < 1e300 and mp.isfinite(total):
        allowed = MOST * EPS * max(1, total / abs(exact))
        assert abs(got / exact - 1) <= allowed, (values, got, mp.nstr(exact, 20))


def test_outside_and_arguments() -> None:
    weibull = import_module("phidot.weibull_min")
    assert weibull.logpdf(-1.0, 2.0) == -np.inf and np.isnan(weibull.logpdf(1.0, -2.0))
    assert (weibull.cdf(-1.0, 2.0), weibull.cdf(np.inf, 2.0)) == (0.0, 1.0)
    assert (weibull.sf(-1.0, 2.0), weibull.sf(np.inf, 2.0)) == (1.0, 0.0)
    assert (weibull.ppf(0.0, 2.0), weibull.ppf(1.0, 2.0)) == (0.0, np.inf)
    assert np.isnan(weibull.ppf(1.5, 2.0)) and np.isnan(weibull.isf(-0.5, 2.0))
    assert np.isnan(weibull.cdf(np.nan, 2.0)) and np.isnan(weibull.score(-1.0, 2.0).c)
    z = np.array([[0.5], [2.0]])
    assert weibull.cdf(z, np.array([1.0, 2.0, 3.0])).shape == (2, 3)
    out = np.empty(2)
    assert weibull.ppf(np.array([0.1, 0.9]), 2.0, out=out) is out
    assert weibull.score(1.0, 2.0)._fields == weibull.differentiable
    assert weibull.ppf(0.3, 2.0, 1.0, 2.0) == 1.0 + 2.0 * weibull.ppf(0.3, 2.0)


def test_density_at_an_end_of_the_support() -> None:
    """z^k at z = 0 is 0, 1 or infinite as k is above, at or below 0."""
    weibull, fisk, powers = (
        import_module(f"phidot.{n}") for n in ("weibull_min", "fisk", "powerlaw")
    )
    for law in (weibull, fisk, powers):
        assert [law.logpdf(0.0, c) for c in (0.5, 1.0, 2.0)] == [np.inf, 0.0, -np.inf]
    uniform, expon = import_module("phidot.uniform"), import_module("phidot.expon")
    assert (uniform.logpdf(0.0), uniform.logpdf(1.0), expon.logpdf(0.0)) == (0.0, 0.0, 0.0)
    assert uniform.logpdf(-0.5) == -np.inf and expon.score(0.0) == (1.0, -1.0)


def test_what_is_missing_says_why() -> None:
    with pytest.raises(AttributeError, match="gamma has no cdf: "):
        _ = import_module("phidot.gamma").cdf
    with pytest.raises(AttributeError, match="gamma has no ppf: "):
        _ = import_module("phidot.gamma").ppf


def test_the_normal_quantile() -> None:
    """At 0, 1/2 and 1, and odd in u - 1/2 through both tails."""
    norm = import_module("phidot.norm")
    assert [norm.ppf(u) for u in (0.0, 0.5, 1.0)] == [-np.inf, 0.0, np.inf]
    u = np.array([5e-324, 1e-300, 1e-17, 0.05, 0.1, 0.3])
    assert (norm.ppf(u) == -norm.isf(u)).all()
    assert norm.ppf(1e-300) == pytest.approx(-37.0470962993612, rel=1e-14)
    lognorm = import_module("phidot.lognorm")
    assert lognorm.dppf_ds(0.5, 2.0) == 0.0 and lognorm.ppf(0.5, 2.0) == 1.0


def test_log_densities_of_large_shapes() -> None:
    """Where differences of log Gamma are far greater than what is left of them."""
    t, norm = import_module("phidot.t"), import_module("phidot.norm")
    assert t.logpdf(0.3, 1e15) == pytest.approx(norm.logpdf(0.3), abs=1e-15)
    pearson3 = import_module("phidot.pearson3")
    assert pearson3.logpdf(0.3, 0.0) == pytest.approx(norm.logpdf(0.3), abs=1e-15)
    assert pearson3.logpdf(0.3, 1e-9) == pytest.approx(norm.logpdf(0.3), abs=1e-8)


def test_beside_scipy() -> None:
    """The same functions as scipy's, to the digits that those have in the bulk."""
    import scipy.stats

    for name, shapes in (("weibull_min", (1.7,)), ("norm", ()), ("laplace", ())):
        module, law = import_module(f"phidot.{name}"), getattr(scipy.stats, name)
        for kernel in ("logpdf", "cdf", "sf", "logcdf", "logsf"):
            z = np.array([0.3, 0.9, 2.5])
            theirs = getattr(law, kernel)(z, *shapes)
            np.testing.assert_allclose(getattr(module, kernel)(z, *shapes), theirs, rtol=1e-12)
