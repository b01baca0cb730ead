"""Laws that are known by their log-density alone: density, tails, quantiles, against the oracle.

PHIDOT_ALL=1 in the environment adds the laws whose density takes the oracle a second.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import numpy as np
import pytest
from mpmath import mp, mpf
from sympy import Integer, Symbol, exp, log, oo, symbols

from derive.catalogue import load
from derive.compile import compile_family
from derive.domain import positive
from derive.family import Family
from derive.oracle import standard
from derive.oracle.law import pdf, tail

EPS, MOST = 2.0**-52, 64
#: Shapes: ordinary, with a long plateau in log z or logit z, narrow, skewed.
MEMBERS: dict[str, list[tuple[float, ...]]] = {
    "gausshyper": [(1.7, 2.1, 0.5, 0.5), (0.0177, 0.0235, 5.5, 0.0106), (30.0, 99.0, -2.0, 8.0)],
    "geninvgauss": [(-0.7, 0.46), (0.0067, 0.0102), (-1.95, 6650.0)],
}  # fmt: skip
SLOW: dict[str, list[tuple[float, ...]]] = {
    "genhyperbolic": [(1.1, 1.4, -1.39), (-3.7, 0.11, 0.05)]
}
COMPARED = MEMBERS | (SLOW if os.environ.get("PHIDOT_ALL") else {})
LEVELS = (1e-100, 1e-8, 0.03, 0.5)
CASES = [(name, shapes) for name, members in COMPARED.items() for shapes in members]


def place(family: Family, z: float, shapes: Sequence[float]) -> dict[str, Any]:
    names = [family.variable.name, *(p.name for p in family.parameters)]
    return dict(zip(names, map(mpf, (z, *shapes)), strict=True))


def spread(family: Family, z: float, shapes: Sequence[float], density: Any) -> Any:
    """By how much relative roundings of z and of the shapes move F."""
    module = import_module(f"phidot.{family.name}")
    moves = sum(
        abs(s * getattr(module, f"dz_d{p.name}")(z, *shapes))
        for p, s in zip(family.parameters, shapes, strict=True)
    )
    return density * (abs(mpf(z)) + moves)


@pytest.mark.parametrize(("name", "shapes"), CASES)
def test_quantiles_tails_and_density(name: str, shapes: tuple[float, ...]) -> None:
    """The tails at a quantile, within the roundings of it and of the shapes."""
    family, module = load(name), import_module(f"phidot.{name}")
    for quantile, own, upper in ((module.ppf, "cdf", False), (module.isf, "sf", True)):
        for level in LEVELS:
            z = quantile(level, *shapes)
            if not abs(z) > 1e-300 or z == 1.0:
                continue  # It has left the doubles, or has rounded to an end.
            with mp.workdps(40):
                at = place(family, z, shapes)
                exact, density = tail(family, at, upper), pdf(family, at)
                moved = spread(family, z, shapes, density)
                allowed = MOST * EPS * max(1, moved / exact)
                assert abs(level / exact - 1) <= allowed, (level, z)
                assert abs(getattr(module, own)(z, *shapes) / exact - 1) <= allowed
                log = getattr(module, f"log{own}")(z, *shapes)
                assert abs(log - mp.log(exact)) <= allowed * max(1, abs(mp.log(exact)))
                logpdf = module.logpdf(z, *shapes)
                assert abs(logpdf - mp.log(density)) <= allowed * max(1, abs(mp.log(density)))


def test_a_bend_that_is_narrow_beside_a_long_tail() -> None:
    """Where the short rule takes it for rounding, a velocity would be off by 1e-8."""
    family, module = load("gausshyper"), import_module("phidot.gausshyper")
    z, shapes = 1e-4, MEMBERS["gausshyper"][1]
    at = place(family, z, shapes)
    x = at.pop(family.variable.name)
    for p in family.parameters:
        exact = standard.consult(family, p.name, x, at)
        assert exact is not None
        allowed = MOST * EPS * max(1.0, standard.condition(family, p.name, x, at, exact))
        assert abs(getattr(module, f"dz_d{p.name}")(z, *shapes) / exact - 1) <= allowed, p.name


def test_ends_and_outside() -> None:
    """The limits of the density, and what is beyond the support."""
    from phidot import gausshyper, geninvgauss

    assert geninvgauss.logpdf(0.0, -0.7, 0.46) == -np.inf == geninvgauss.logpdf(-1.0, -0.7, 0.46)
    assert gausshyper.logpdf(0.0, 0.5, 2.0, 1.0, 0.5) == np.inf
    near, end = (gausshyper.logpdf(z, 1.5, 1.0, 1.0, 0.5) for z in (1 - 1e-12, 1.0))
    assert abs(near - end) < 1e-10
    assert gausshyper.cdf(np.array([-1.0, 0.0, 1.0, 2.0]), 1.5, 1.0, 1.0, 0.5).tolist() == [
        0,
        0,
        1,
        1,
    ]
    assert np.isnan(geninvgauss.ppf(np.array([-0.1, 1.1, np.nan]), -0.7, 0.46)).all()
    assert geninvgauss.ppf(np.array([0.0, 1.0]), -0.7, 0.46).tolist() == [0.0, np.inf]


def half_logistic() -> Family:
    """By its log-density without the normaliser, on a line that runs backwards."""
    z, k = Symbol("z", real=True), symbols("k", positive=True)
    return Family(
        name="turned_half_logistic",
        variable=z,
        support=(-oo, Integer(0)),
        parameters=(positive(k),),
        log_density=k * z - 2 * log(1 + exp(k * z)),
        normalised=False,
        located_scaled=False,
    )


def test_a_law_of_ones_own() -> None:
    module, z = compile_family(half_logistic()), -np.array([1e-8, 0.3, 2.0, 40.0])
    logcdf = np.log(2.0) - np.logaddexp(0.0, -1.5 * z)
    assert np.allclose(module.logcdf(z, 1.5), logcdf, rtol=1e-13)
    assert np.allclose(module.logsf(z, 1.5), np.log(np.tanh(-0.75 * z)), rtol=1e-13)
    assert np.allclose(module.transport(z, (1.5,), (0.4,)), z * 1.5 / 0.4, rtol=1e-13)
    assert np.allclose(module.ppf(np.exp(logcdf[1:]), 1.5), z[1:], rtol=1e-13)
