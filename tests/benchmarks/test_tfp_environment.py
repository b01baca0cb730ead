"""The environment of TensorFlow Probability: pinned, described as it is, made by ``make bench``."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest

from benchmarks import tfp

ROOT = Path(__file__).parents[2]
REQUIREMENTS = ROOT / "benchmarks" / "tfp.txt"


def test_versions_are_those_of_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = []

    def found(path: list[str]) -> list[SimpleNamespace]:
        places.extend(path)
        versions = {"tensorflow-probability": "0.9", "jax": "0.8", "numpy": "0.7"}
        return [SimpleNamespace(name=n, version=v) for n, v in versions.items()]

    (packages := tmp_path / "lib" / "python3.11" / "site-packages").mkdir(parents=True)
    monkeypatch.setattr(tfp, "distributions", found)
    assert tfp.describe(tmp_path) == "tensorflow-probability 0.9 on jax 0.8"
    assert places == [str(packages)]


def test_every_requirement_is_pinned() -> None:
    lines = [line for line in REQUIREMENTS.read_text().splitlines() if not line.startswith("#")]
    pins = dict(line.split("==") for line in lines)
    assert {"tensorflow-probability", "jax", "jaxlib", "numpy", "scipy"} <= pins.keys()
    assert all(version[0].isdigit() for version in pins.values())


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
def test_only_the_benchmark_makes_the_environment() -> None:
    def dry(*goals: str) -> str:
        return subprocess.run(
            ["make", "-n", "-B", *goals], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout

    assert "tfp" not in dry("all", "check", "test", "lint")
    assert "-r benchmarks/tfp.txt" in dry(".cache/tfp/ready")
    assert ".cache/tfp/ready" in dry("bench")
