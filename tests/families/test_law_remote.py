"""Functions of the law where tails underflow, and at the reference points, against the oracle.

PHIDOT_ALL=1 in the environment takes every family whose tails are formulas.
"""

from __future__ import annotations

import os
from importlib import import_module

import numpy as np
import pytest
from mpmath import mp, mpf

from derive.catalogue import load
from derive.law import CHECKED
from derive.oracle.law import support
from derive.sample import draw_remote
from tests.families.test_law_functions import (
    FORMULAS,
    TAILS,
    a_tail,
    assert_close,
    functions,
    log_pdf,
)
from tests.reference.points import load as load_references

#: Families with a form of their own there.
SOME = (
    "argus", "burr12", "exponnorm", "exponweib", "gumbel_r", "hypsecant", "invgauss", "kappa3",
    "laplace_asymmetric", "logistic", "moyal", "powernorm", "rel_breitwigner", "triang",
    "weibull_max",
)  # fmt: skip
ALL = bool(os.environ.get("PHIDOT_ALL"))
POINTS = 6
#: What may differ between 1 and the sum of the two tails, each from its logarithm.
SUM = 1e-13


@pytest.mark.parametrize(
    "name",
    sorted(n for n in FORMULAS if load(n).log_density is None) if ALL else SOME,
)
def test_logarithms_where_the_tails_underflow(name: str) -> None:
    family, module, has = load(name), import_module(f"phidot.{name}"), functions(name)
    wanted = {"logpdf": log_pdf(family)}
    wanted |= {n: a_tail(family, *TAILS[n]) for n in ("logcdf", "logsf")}
    for point in draw_remote(family, POINTS, "test"):
        values = (point.z, *(point.parameters[p.name] for p in family.parameters))
        for kernel in (n for n in wanted if n in has):
            assert_close(getattr(module, kernel).jit(*values), wanted[kernel], values)


@pytest.mark.parametrize("name", sorted(CHECKED) if ALL else SOME)
def test_the_reference_points_have_numbers(name: str) -> None:
    """No infinity inside the support, and tails that add up to 1."""
    module, has = import_module(f"phidot.{name}"), functions(name)
    points = [p for p in load_references().get(name, []) if p.z]
    if not points:
        pytest.skip("no reference points")
    given = [np.array([p.z for p in points])]
    given += [np.array([p.parameters[n] for p in points]) for n in points[0].parameters]
    at_end = is_at_an_end(name, given)
    if "logpdf" in has:
        assert np.isfinite(module.logpdf(*given)[~at_end]).all()
    if {"logcdf", "logsf"} <= {*has}:
        below, above = module.logcdf(*given), module.logsf(*given)
        assert np.isfinite(np.minimum(below, above)[~at_end]).all()
        assert (np.abs(np.exp(below) + np.exp(above) - 1) < SUM).all()


def is_at_an_end(name: str, given: list[np.ndarray]) -> np.ndarray:
    """Where z less loc, over scale, has rounded to an end of the support."""
    family = load(name)
    *shapes, loc, scale = given[1:] if family.located_scaled else [*given[1:], 0.0, 1.0]
    standard = (given[0] - loc) / scale
    found = []
    for row, z in enumerate(standard):
        point = {p.name: mpf(float(s[row])) for p, s in zip(family.parameters, shapes, strict=True)}
        with mp.workdps(20):
            found.append(any(z == float(end) for end in support(family, point)))
    return np.array(found)
