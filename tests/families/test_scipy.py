"""Finite differences of scipy's own cdf and survival function, at levels where they are exact."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import numpy as np
import pytest
from scipy import stats

from derive.catalogue import load
from derive.points import draw_bulk

#: Central differences of order 4 with this relative step lose to rounding and to scipy's own error.
STEP, TOLERANCE = 1e-4, 2e-6

# scipy means erlang for integers; ours takes every positive shape.
pytestmark = pytest.mark.filterwarnings("ignore:The shape parameter of the erlang distribution")


def find(family_name: str) -> Any:
    """scipy's law of that name; a family of one's own has none."""
    if not hasattr(stats, family_name):
        pytest.skip("scipy has no law of this name")
    return getattr(stats, family_name)


def test_differences_of_scipy(family_name: str) -> None:
    family, law = load(family_name), find(family_name)
    module = import_module(f"phidot.{family_name}")
    names = [p.name for p in family.shapes if not p.integer]
    if not names:
        pytest.skip("no shape to differ in; loc and scale are identities")
    loc, scale = 0.375, 1.625
    for place in draw_bulk(family)[::3]:
        shapes = {str(s): float(v) for s, v in place.shapes.items()}
        z = loc + scale * float(place.z)
        for name in names:
            h = STEP * max(abs(shapes[name]), 1e-2)
            levels = [
                law.cdf(z, **(shapes | {name: shapes[name] + k * h}), loc=loc, scale=scale)
                for k in (-2, -1, 1, 2)
            ]
            slope = (levels[0] - 8 * levels[1] + 8 * levels[2] - levels[3]) / (12 * h)
            expected = -slope / law.pdf(z, **shapes, loc=loc, scale=scale)
            got = getattr(module, f"dz_d{name}")(z, **shapes, loc=loc, scale=scale)
            assert got == pytest.approx(expected, rel=TOLERANCE, abs=TOLERANCE * scale), name


def test_the_parameters_are_scipys(family_name: str) -> None:
    family, law = load(family_name), find(family_name)
    shapes = [] if law.shapes is None else [s.strip() for s in law.shapes.split(",")]
    assert list(family.parameter_names) == [*shapes, "loc", "scale"]


def test_outside_scipys_support_is_nan(family_name: str) -> None:
    family, law = load(family_name), find(family_name)
    module = import_module(f"phidot.{family_name}")
    shapes = {str(s): float(v) for s, v in draw_bulk(family)[0].shapes.items()}
    low, high = law.support(**shapes)
    outside = np.array([low - 1e-3 * max(1, abs(low)), high + 1e-3 * max(1, abs(high)), np.nan])
    outside = outside[~np.isinf(outside)]
    for name in module.differentiable:
        assert np.isnan(getattr(module, f"dz_d{name}")(outside, **shapes)).all(), name
