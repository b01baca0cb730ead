"""The example's two ways to a sensitivity agree, and it notices when they do not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from examples.waiting_time import BATCHES, NAMES, PARAMETERS, compare, draw, main, simulate

CUSTOMERS = 60_600


@pytest.mark.parametrize("seed", [1, 2])
def test_pathwise_derivatives_agree_with_differences(seed: int) -> None:
    _, comparisons = compare(CUSTOMERS, seed)
    assert [c.name for c in comparisons] == list(NAMES)
    for comparison in comparisons:
        assert comparison.agree, comparison
        assert comparison.gap.half < 0.05 * abs(comparison.pathwise.mean)


def test_one_tiny_step_of_one_run_is_linear() -> None:
    """So small a step that no customer's idle or busy server changes sides."""
    numbers = draw(10 * BATCHES, 3)
    _, slopes = simulate(PARAMETERS, *numbers)
    for j, parameter in enumerate(PARAMETERS):
        step = np.zeros(PARAMETERS.size)
        step[j] = 1e-7 * parameter
        above, _ = simulate(PARAMETERS + step, *numbers)
        below, _ = simulate(PARAMETERS - step, *numbers)
        np.testing.assert_allclose((above - below) / (2 * step[j]), slopes[:, j], atol=1e-6)


def test_a_shifted_derivative_is_noticed() -> None:
    _, (first, *_) = compare(CUSTOMERS, 1)
    shifted = replace(first.gap, mean=first.gap.mean + 0.1 * abs(first.pathwise.mean))
    assert not replace(first, gap=shifted).agree


def test_it_runs_as_a_program(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["waiting_time.py", "--customers", str(CUSTOMERS)])
    assert main() == 0
    assert capsys.readouterr().out.count(" yes\n") == len(NAMES)
