"""TensorFlow Probability, asked in a process of an environment of its own.

It does not import with the JAX that the project is tested with; ``make bench`` makes ``.cache/tfp``
from ``benchmarks/tfp.txt`` and, last of all, the file ``ready`` in it.
"""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from importlib.metadata import distributions
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from benchmarks.cases import Array
from benchmarks.one_thread import VARIABLES, pin
from benchmarks.root_cases import RootCase

ROOT = Path(__file__).parents[1]
HOME = ROOT / ".cache" / "tfp"


@dataclass(frozen=True)
class Answer:
    """Nanoseconds of processor time an element, and dz/da at each."""

    nanoseconds: float
    velocity: Array


def is_installed(home: Path = HOME) -> bool:
    return (home / "ready").exists()


def takes_part(family: str) -> bool:
    """For gamma it calls ``jax.lax.random_gamma_grad``, which has a column."""
    return family == "beta"


def by_tfp(case: RootCase, turns: int, home: Path = HOME) -> Answer | None:
    """What it makes of a case of the beta law; None for another law or where it is not installed.

    A process that fails is an error: ``subprocess.CalledProcessError`` below its own traceback.
    """
    if not takes_part(case.family) or not is_installed(home):
        return None
    with TemporaryDirectory() as folder:
        for name, values in zip("zab", (case.z, *case.columns), strict=True):
            np.save(Path(folder, f"{name}.npy"), values)
        command = write_command(home, folder, turns)
        subprocess.run(command, cwd=ROOT, env=environment(), check=True)
        return Answer(
            float(np.load(Path(folder, "nanoseconds.npy"))), np.load(Path(folder, "velocity.npy"))
        )


def write_command(home: Path, folder: str, turns: int) -> list[str]:
    """The environment's own Python, one processor, and ``benchmarks.tfp_child`` from here."""
    python = str(home / "bin" / "python")
    return pin([python, "-m", "benchmarks.tfp_child", folder, str(turns)])


def environment() -> dict[str, str]:
    """One thread, and no PYTHONPATH: it could lead to the project's JAX."""
    return {k: v for k, v in os.environ.items() if k != "PYTHONPATH"} | VARIABLES


def describe(home: Path = HOME) -> str:
    """The versions in the environment; they differ from those of the other columns."""
    places = [str(path) for path in home.glob("lib/python*/site-packages")]
    found = {d.name: d.version for d in distributions(path=places)}
    first, second = "tensorflow-probability", "jax"
    return f"{first} {found[first]} on {second} {found[second]}"
