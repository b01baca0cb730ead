"""The table of the roots: what stands in a cell for each way of not taking part."""

from __future__ import annotations

from collections.abc import Collection

from benchmarks.root_table import RootRow, head_errors, head_times, render_errors, render_times

TIMES = {"phidot": 20.0, "torch": 50.0, "log": 4.0}
ERRORS = {"phidot": (2e-16, 1e-16), "torch": (1e-4, 1e-6)}


def row(
    family: str,
    times: dict[str, float],
    errors: dict[str, tuple[float, float]],
    missing: Collection[str] = (),
) -> RootRow:
    return RootRow(family, False, (0.1, 100.0), TIMES | times, ERRORS | errors, missing)


def cells(head: str, line: str) -> dict[str, list[str]]:
    """The cells under each title; the title "median" comes more than once."""
    titles, rule, values = (
        [c.strip() for c in text.strip("| ").split("|")] for text in (*head.splitlines(), line)
    )
    assert len(titles) == len(rule) == len(values)
    found: dict[str, list[str]] = {}
    for title, value in zip(titles, values, strict=True):
        found.setdefault(title, []).append(value)
    return found


def test_times_of_all_rivals_and_their_ratios() -> None:
    found = cells(head_times(), render_times(row("beta", {"tfp": 8000.0}, {})))
    assert found["phidot"] == ["20.00"] and found["phidot/log"] == ["5.0"]
    assert found["PyTorch"] == ["50.00"] and found["PyTorch/phidot"] == ["2.5"]
    assert found["TFP"] == ["8000.00"] and found["TFP/phidot"] == ["400.0"]
    assert found["JAX"] == found["JAX/phidot"] == ["-"]


def test_a_rival_that_is_not_installed_is_named_so() -> None:
    beta = row("beta", {}, {}, missing=("tfp",))
    found = cells(head_times(), render_times(beta))
    assert found["TFP"] == found["TFP/phidot"] == ["not installed"]
    assert found["JAX"] == ["-"]
    found = cells(head_errors(), render_errors(beta))
    assert found["TFP max"] == ["not installed"] and found["JAX max"] == ["-"]
    gamma = cells(head_times(), render_times(row("gamma", {"jax": 3000.0}, {})))
    assert gamma["JAX/phidot"] == ["150.0"] and gamma["TFP"] == ["-"]


def test_errors_side_by_side() -> None:
    found = cells(head_errors(), render_errors(row("beta", {}, {"tfp": (float("inf"), 3e-15)})))
    assert found["TFP max"] == ["inf"] and found["PyTorch max"] == ["1.0e-04"]
    assert found["median"] == ["1.0e-16", "1.0e-06", "-", "3.0e-15"]
