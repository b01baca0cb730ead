"""Differences that keep their digits: the identity exactly, and in float64 next to a point."""

from __future__ import annotations

import math

import pytest
from mpmath import mp
from sympy import Expr, cos, exp, lambdify, log, sin, sinh, sqrt, symbols

from derive.functions import define
from derive.score.difference import Move

y, t, step, c = symbols("y t step c", positive=True)
MOVE = Move({y: t}, {y: step}, {y: log(1 + step / y)})
CASES = (
    y**3, y**7, 1 / y, y**c, sqrt(1 + y), exp(-c * y), log(1 + c * y), y * log(y),
    y / (1 + c * y), sin(y) * exp(y), cos(c * y), sinh(y), c + 2, (1 + y**2) ** -c,
)  # fmt: skip


def numbers(e: Expr, place: dict[Expr, object], modules: str) -> object:
    symbols = tuple(place)
    return lambdify(symbols, define(e), modules)(*place.values())


@pytest.mark.parametrize("expression", CASES, ids=str)
def test_a_difference_is_the_difference(expression: Expr) -> None:
    with mp.workdps(60):
        place = {y: mp.mpf("0.7"), step: mp.mpf("0.45"), t: mp.mpf("1.15"), c: mp.mpf("1.3")}
        got = numbers(MOVE.difference(expression), place, "mpmath")
        exact = numbers(MOVE.at(expression) - expression, place, "mpmath")
        assert abs(got - exact) < mp.mpf(10) ** -55


@pytest.mark.parametrize("expression", [e for e in CASES if e.has(y)], ids=str)
def test_it_keeps_its_digits(expression: Expr) -> None:
    small = 2.0**-40
    place = {y: 0.75, step: small, t: 0.75 + small, c: 1.25}
    form = MOVE.difference(expression).subs(log(1 + step / y), c * 0 + symbols("r"))
    place |= {symbols("r"): math.log1p(small / 0.75)}
    kept = form.replace(lambda e: type(e).__name__ == "log1p", lambda e: symbols("l"))
    inner = [e.args[0] for e in form.find(lambda e: type(e).__name__ == "log1p")]
    with mp.workdps(60):
        exact_place = {k: mp.mpf(v) for k, v in place.items()}
        exact = numbers(MOVE.at(expression) - expression, exact_place, "mpmath")
    place |= {symbols("l"): math.log1p(float(numbers(inner[0], place, "math"))) if inner else 0.0}
    got = kept.replace(lambda e: type(e).__name__ == "expm1", lambda e: symbols("m"))
    inner = [e.args[0] for e in kept.find(lambda e: type(e).__name__ == "expm1")]
    place |= {symbols("m"): math.expm1(float(numbers(inner[0], place, "math"))) if inner else 0.0}
    assert float(abs(numbers(got, place, "math") / exact - 1)) < 1e-14
