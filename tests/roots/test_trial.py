"""Trials of borders: points lie on both sides of them, with exact values, and errors are seen."""

from __future__ import annotations

from importlib import import_module

import numpy as np
import pytest

from derive.oracle import ball
from derive.trial import Reference, measure_error, straddle


@pytest.mark.skipif(not ball.available(), reason="python-flint is not installed")
def test_points_straddle_the_borders(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("derive.trial.LINES", 60)
    monkeypatch.setattr("derive.trial.EACH", 1)
    module = import_module("phidot._gamma_rate")
    found = straddle("gamma", module._sort_loop)
    columns = [np.ascontiguousarray(c) for c in found.arguments]
    codes = np.empty(columns[0].size, np.int64)
    module._sort_loop(*columns, codes)
    # The first half lies on one side, the other half on the other, next to it.
    near, far = np.split(found.arguments, 2, axis=1)
    assert np.all(np.split(codes, 2)[0] != np.split(codes, 2)[1])
    np.testing.assert_allclose(near, far, rtol=1e-14)
    assert np.unique(codes).size > 20
    assert measure_error(module.root, found) < 8.0
    wrong = Reference(found.arguments, found.exact * (1 + 1e-13))
    assert measure_error(module.root, wrong) > 400.0
