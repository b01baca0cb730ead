"""Log-densities and scores of the gamma and beta laws' relatives, at shapes of all magnitudes.

Their exact values are formulas, so many points are cheap: large shapes, where differences of
log Gamma are greater than what is left of them, small ones, and both tails. There are five times as
many with PHIDOT_ALL=1 in the environment.
"""

from __future__ import annotations

import os
from importlib import import_module
from math import exp, sqrt
from typing import Any

import pytest
from sympy import Abs, Expr, sign

from derive.catalogue import load
from derive.family import Family
from derive.functions import define
from derive.law import CHECKED, state
from derive.law.target import is_limit, symbols
from derive.oracle.numeric import compile_expression
from derive.plan.target import condition, settle
from derive.sample import draw_parameters, draw_points, generator

#: Errors in eps * max(1, condition number).
EPS, MOST = 2.0**-52, 16
POINTS, EACH = 60 if os.environ.get("PHIDOT_ALL") else 12, 4
#: Log-odds of the beta variate of jf_skew_t, whose tails are slow to search for large shapes.
ODDS = (-300.0, -20.0, -1.0, -0.01, 0.02, 3.0, 40.0, 250.0)
STATED = (n for n in CHECKED if load(n).log_density is not None)
FAMILIES = sorted(n for n in STATED if not load(n).is_density_only)


def points(family: Family) -> list[tuple[float, ...]]:
    if family.name == "jf_skew_t":
        rng = generator(family, "log density")
        return [place(**draw_parameters(family, rng), t=t) for _ in range(EACH) for t in ODDS]
    drawn = draw_points(family, POINTS, "log density", EACH)
    return [(p.z, *(p.parameters[q.name] for q in family.parameters)) for p in drawn]


def place(a: float, b: float, t: float) -> tuple[float, float, float]:
    """The z whose variate x has the odds e^t a/b."""
    odds = exp(t) * a / b
    return sqrt(a + b) * (odds - 1) / (2 * sqrt(odds)), a, b


def wanted(family: Family) -> dict[str, Expr]:
    """Formulas by function; of loc and scale what their scores are made of."""
    log_p, z = state.log_density(family), family.variable
    assert log_p is not None
    along = log_p.diff(z).replace(sign, lambda x: x / Abs(x))
    scores = {p.name: log_p.diff(p.symbol) for p in family.parameters}
    return {"logpdf": log_p, **scores, "loc": -along, "scale": -1 - z * along}


@pytest.mark.parametrize("name", FAMILIES)
def test_log_density_and_score(name: str) -> None:
    family, module = load(name), import_module(f"phidot.{name}")
    formulas = {k: define(f) for k, f in wanted(family).items()}
    exact = {k: compile_expression(f, symbols(family)) for k, f in formulas.items()}
    drawn, compared = points(family), 0
    for values in drawn:
        scores: Any = module.score.jit(*values)
        found: dict[str, float] = dict(zip(family.differentiable, scores, strict=True))
        found["logpdf"] = module.logpdf.jit(*values)
        for key, function in exact.items():
            value, digits = settle(function, values)
            if value is None or not is_limit(function, values, value, digits):
                continue
            allowed = MOST * EPS * max(1.0, condition(function, values, digits))
            assert abs((found[key] - value) / value) <= allowed, (key, values, found[key], value)
            compared += 1
    assert compared >= 2 * len(drawn)
