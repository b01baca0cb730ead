"""The child process of TensorFlow Probability, with a stand-in for its ``betainc``."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from benchmarks import tfp_child


def test_the_child_divides_the_derivatives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By Kumaraswamy's law, F = 1 - (1 - z^a)^b, for which dz/da is -z log(z) / a."""
    module = ModuleType("tensorflow_probability.substrates.jax.math")
    module.__dict__["betainc"] = lambda a, b, z: 1 - (1 - z**a) ** b
    monkeypatch.setitem(sys.modules, module.__name__, module)
    a, b, z = np.array([0.5, 2.0, 3.0]), np.array([2.0, 0.7, 1.5]), np.array([0.2, 0.5, 0.9])
    for name, values in (("a", a), ("b", b), ("z", z)):
        np.save(tmp_path / f"{name}.npy", values)
    tfp_child.main(tmp_path, 1)
    found = np.load(tmp_path / "velocity.npy")
    assert found.dtype == np.float64
    assert found == pytest.approx(-z * np.log(z) / a, rel=1e-14)
    assert np.load(tmp_path / "nanoseconds.npy") > 0
