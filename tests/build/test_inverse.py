"""Families that state a quantile function and nothing else, against velocities known otherwise."""

from __future__ import annotations

from functools import cache
from types import ModuleType
from typing import Any

import numpy as np
import phidot
import pytest
from mpmath import mp, mpf
from sympy import Piecewise, Symbol, log, oo

from derive.compile import load_text
from derive.derivation import derive_all
from derive.domain import positive, real
from derive.emit.digest import module_digest
from derive.emit.module import render_module
from derive.emit.product import plan_all
from derive.family import Family, U

x, z = Symbol("z", positive=True), Symbol("z", real=True)
k, c = Symbol("k", positive=True), Symbol("c", real=True)

#: The bar, in eps; a velocity here is z times a function of log|z|, so its condition is small.
BOUND = 8.0
EPS = 2.0**-52
#: y log y - c z of the generalised Pareto law is of the size of z^2.
DIGITS = 640
#: Below it a double has fewer bits.
SMALLEST = 1e-300
SHAPES = (0.3, 1.0, 1.7, 6.0)
TAILS = [10.0**-e for e in (300, 200, 100, 50, 20, 10, 5, 3, 2, 1)]


def family(name: str, variable: Symbol, support: Any, quantile: Any, parameter: Any) -> Family:
    return Family(
        name=name, variable=variable, support=support, quantile=quantile, parameters=(parameter,)
    )


LAWS = {
    "pareto": family("by_pareto", x, (1, oo), (1 - U) ** (-1 / k), positive(k)),
    "reflected pareto": family("by_rpareto", z, (-oo, -1), -(U ** (-1 / k)), positive(k)),
    "weibull": family("by_weibull", x, (0, oo), (-log(1 - U)) ** (1 / k), positive(k)),
    "logistic": family("by_logistic", z, (-oo, oo), log(U / (1 - U)) / k, positive(k)),
    "log-logistic": family("by_fisk", x, (0, oo), (1 / U - 1) ** (-1 / k), positive(k)),
    "genpareto": family(
        "by_genpareto", x, (0, Piecewise((-1 / c, c < 0), (oo, True))), ((1 - U) ** -c - 1) / c,
        real(c, tested=(1e-9, 3.0)),
    ),
}  # fmt: skip


def quantile(law: str, shape: mpf, tail: mpf, upper: bool) -> mpf:
    """z by its tail probability, from the cdf's own inverse."""
    log_u, log_q = (mp.log1p(-tail), mp.log(tail)) if upper else (mp.log(tail), mp.log1p(-tail))
    if law == "pareto":
        return mp.exp(-log_q / shape)
    if law == "reflected pareto":
        return -mp.exp(-log_u / shape)
    if law == "weibull":
        return mp.exp(mp.log(-log_q) / shape)
    if law == "genpareto":
        return mp.expm1(-shape * log_q) / shape if shape else -log_q
    return (log_u - log_q) / shape if law == "logistic" else mp.exp((log_u - log_q) / shape)


def velocity(law: str, z: mpf, shape: mpf) -> mpf:
    """-F_theta/p, by hand: from F = 1 - z^-k and so on."""
    if law == "logistic":
        return -z / shape
    if law == "genpareto":
        y = 1 + shape * z
        return (y * mp.log(y) - shape * z) / shape**2 if shape else z**2 / 2
    return -z * mp.log(abs(z)) / shape


@cache
def emit(law: str) -> ModuleType:
    """As compile_family does it, the proofs left out: they have tests of their own."""
    spec = LAWS[law]
    derivations = derive_all(spec)
    plans = plan_all(derivations)
    return load_text(spec.name, render_module(spec, derivations, plans, {}, module_digest(spec)))


def shapes(law: str) -> tuple[float, ...]:
    return (*SHAPES, 0.0, -1e-9, 1e-9, -0.5, -2.0) if law == "genpareto" else SHAPES


def points(law: str) -> list[tuple[float, float]]:
    """z in both tails and next to the middle, as doubles inside the support."""
    low, high = LAWS[law].support
    found = []
    for shape in shapes(law):
        end = -1 / shape if shape < 0 else np.inf
        for tail in [*TAILS, 0.3, 0.45, 0.5]:
            for upper in (False, True):
                at = float(quantile(law, mpf(shape), mpf(tail), upper))
                inside = float(low) < at < min(float(high.subs(c, shape)), end)
                found += [(at, shape)] if inside and abs(at) > 1e-300 else []
    return found


def error(law: str, at: float, shape: float, got: float) -> float:
    """In eps * max(1, condition number in z and in the shape)."""
    with mp.workdps(DIGITS):
        true = velocity(law, mpf(at), mpf(shape))
        if abs(true) < SMALLEST:
            return abs(got) / SMALLEST
        step = mpf(10) ** -20
        moved = [
            velocity(law, at * (1 + step), mpf(shape)), velocity(law, mpf(at), shape * (1 + step))
        ]  # fmt: skip
        condition = sum(abs((v - true) / (step * true)) for v in moved)
        return float(abs((got - true) / true)) / EPS / max(1.0, float(condition))


@pytest.mark.parametrize("law", LAWS)
def test_the_velocity_is_right_into_both_tails(law: str) -> None:
    where = points(law)
    at, shape = (np.array(column) for column in zip(*where, strict=True))
    with mp.workdps(40):
        got = next(
            v for n, v in vars(emit(law)).items() if n in ("dz_dk", "dz_dc")
        )(at, shape)  # fmt: skip
        errors = [(error(law, *w, g), w) for w, g in zip(where, got.tolist(), strict=True)]
    assert len(errors) > 40
    assert max(errors)[0] <= BOUND, max(errors)


def test_every_way_of_calling_gives_the_same_bits() -> None:
    module = emit("weibull")
    at = np.geomspace(1e-200, 30.0, 700)
    together = module.dz_dk(at, 1.7)
    alone = np.array([module.dz_dk(float(v), 1.7) for v in at])
    assert together.tobytes() == module.dz_dk(at, np.full(700, 1.7)).tobytes() == alone.tobytes()
    assert np.array([module.dz_dk.jit(v, 1.7, 0.0, 1.0) for v in at]).tobytes() == alone.tobytes()
    assert module.gradient(at, 1.7).k.tobytes() == alone.tobytes()


def test_edges_and_outside() -> None:
    velocity = emit("pareto").dz_dk
    assert velocity(1.0, 2.0) == 0.0
    assert velocity(np.inf, 2.0) == -np.inf
    assert np.isnan(velocity(np.array([0.5, -1.0, np.nan]), 2.0)).all()
    assert np.isnan(velocity(2.0, -1.0))


def test_a_reflected_law_compiles_with_all_checks() -> None:
    reflected = family("by_rweibull", z, (-oo, 0), -((-log(U)) ** (1 / k)), positive(k))
    module = phidot.compile_family(reflected)
    at = -np.geomspace(1e-250, 20.0, 50)
    np.testing.assert_allclose(
        module.dz_dk(at, 2.5), -at * np.log(-at) / 2.5, rtol=4e-15, atol=0
    )  # fmt: skip


def test_a_velocity_that_loses_its_relative_error_is_told() -> None:
    gumbel = family("by_gumbel", z, (-oo, oo), -log(-log(U)) / k, positive(k))
    with pytest.warns(UserWarning, match="family by_gumbel: the velocity in k loses relative"):
        phidot.compile_family(gumbel)
