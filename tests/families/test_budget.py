"""The kernels against the 50-digit oracle, within the recorded budgets.

PHIDOT_ALL=1 in the environment (``make second``) takes all points of the ``DEAR`` families too.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from derive import budget
from derive.catalogue import load
from derive.verify import FULL, verify

#: Families of which the oracle takes a second for a point.
DEAR = {"gausshyper", "genhyperbolic", "jf_skew_t", "ncf", "ncx2", "norminvgauss"}
ALL = bool(os.environ.get("PHIDOT_ALL"))


def test_every_velocity_has_a_budget_and_keeps_it(family_name: str) -> None:
    shapes = {p.name for p in load(family_name).shapes if not p.integer}
    assert set(budget.read(family_name)) == shapes
    measured = verify(family_name, FULL if ALL or family_name not in DEAR else FULL // 4)
    assert budget.misses(family_name, measured.errors) == []


def test_a_budget_only_ratchets_down() -> None:
    low, high = budget.Budget(1.0, 0.5, 10), budget.Budget(2.0, 0.5, 10)
    assert budget.ratchet(low, high) == low
    assert budget.ratchet(high, low) == low
    assert budget.ratchet(None, high) == high


def test_a_missed_budget_is_named() -> None:
    bad = {"c": budget.Budget(1e6, 1.0, 10)}
    (line,) = budget.misses("weibull_min", bad)
    assert "weibull_min" in line and "dz_dc" in line


def test_a_defect_is_no_budget(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"family lomax: dz_dc .* mend the kernel"):
        budget.write("lomax", {"c": budget.Budget(float("inf"), 1.0, 10)}, tmp_path)
    budget.write("lomax", {"c": budget.Budget(1.5, 1.0, 10)}, tmp_path)
    assert budget.read("lomax", tmp_path) == {"c": budget.Budget(1.5, 1.0, 10)}
