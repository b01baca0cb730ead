"""The parent of TensorFlow Probability's process, with stand-ins for that process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from benchmarks import one_thread, tfp
from benchmarks.root_cases import RootCase, draw_case

ROOT = Path(__file__).parents[2]

#: An environment's Python that answers z + a - b, and what it was called with for nanoseconds.
STAND_IN = """\
#!{python}
import os, sys, numpy as np
*module, folder, turns = sys.argv[1:]
assert module == ["-m", "benchmarks.tfp_child"], module
assert os.path.samefile(os.getcwd(), {root!r})
assert "PYTHONPATH" not in os.environ and os.environ["OMP_NUM_THREADS"] == "1"
z, a, b = (np.load(os.path.join(folder, f"{{name}}.npy")) for name in "zab")
np.save(os.path.join(folder, "velocity.npy"), z + a - b)
np.save(os.path.join(folder, "nanoseconds.npy"), 100.0 * int(turns))
"""


def environment_of(folder: Path, program: str) -> Path:
    """An environment whose Python is that program."""
    python = folder / "bin" / "python"
    python.parent.mkdir()
    python.write_text(program)
    python.chmod(0o755)
    (folder / "ready").touch()
    return folder


def beta(numbers: bool = False) -> RootCase:
    return draw_case("beta", (0.1, 100.0), numbers, 50)


@pytest.mark.parametrize("numbers", [False, True])
def test_it_is_asked_about_the_same_elements(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, numbers: bool
) -> None:
    monkeypatch.setenv("PYTHONPATH", "somewhere")
    home = environment_of(tmp_path, STAND_IN.format(python=sys.executable, root=str(ROOT)))
    case = beta(numbers)
    answer = tfp.by_tfp(case, 3, home)
    assert answer is not None and answer.nanoseconds == 300.0
    a, b = case.columns
    assert np.array_equal(answer.velocity, case.z + a - b)


def test_its_failure_is_not_hidden(tmp_path: Path) -> None:
    home = environment_of(tmp_path, "#!/bin/sh\nexit 3\n")
    with pytest.raises(subprocess.CalledProcessError, match="exit status 3"):
        tfp.by_tfp(beta(), 1, home)


def test_an_environment_that_lost_its_python_is_not_called_absent(tmp_path: Path) -> None:
    home = environment_of(tmp_path, "")
    (home / "bin" / "python").unlink()
    with pytest.raises((FileNotFoundError, subprocess.CalledProcessError)):
        tfp.by_tfp(beta(), 1, home)


def test_it_takes_part_for_beta_where_it_is_installed(tmp_path: Path) -> None:
    assert tfp.by_tfp(beta(), 1, tmp_path) is None
    home = environment_of(tmp_path, "#!/bin/sh\nexit 3\n")
    assert tfp.by_tfp(draw_case("gamma", (0.1, 100.0), False, 5), 1, home) is None


def test_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    child = ["env/bin/python", "-m", "benchmarks.tfp_child", "folder", "3"]
    monkeypatch.setattr(one_thread.shutil, "which", lambda name: None)
    assert tfp.write_command(Path("env"), "folder", 3) == child
    monkeypatch.setattr(one_thread.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(one_thread.os, "sched_getaffinity", lambda process: {2, 5}, raising=False)
    assert tfp.write_command(Path("env"), "folder", 3) == ["taskset", "-c", "5", *child]
