"""Compilation: not at import, once a kernel, kept on disk where that is possible."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HEAD = """
import numpy as np
from tests.runtime import sample_weibull as weibull
from tests.runtime.sample_weibull import _dz_dc, _dz_dc_arrays, _dz_dc_fixed, _gradient_fixed
from tests.runtime.sample_weibull import _gradient, _gradient_arrays
KERNELS = (_dz_dc, _dz_dc_fixed, _dz_dc_arrays, _gradient, _gradient_fixed, _gradient_arrays)
def versions():
    return [len(kernel.signatures) for kernel in KERNELS]
z = np.linspace(0.1, 3.0, 100)
readonly = z.copy()
readonly.flags.writeable = False
"""


def copy_sources(folder: Path) -> None:
    """The runtime and the sample, and nothing compiled."""
    for part in ("derive/runtime", "tests/runtime"):
        (folder / part).mkdir(parents=True)
        for source in (ROOT / part).glob("*.py"):
            shutil.copy(source, folder / part)


def run(folder: Path, program: str, **environment: str) -> str:
    """What ``program`` prints, run on the sources in ``folder``."""
    kept = {k: v for k, v in os.environ.items() if k not in ("NUMBA_CACHE_DIR", "PYTHONPATH")}
    done = subprocess.run(
        [sys.executable, "-c", HEAD + program],
        cwd=folder,
        env={**kept, **environment},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    copy_sources(tmp_path)
    return tmp_path


def test_nothing_is_compiled_at_import(sources: Path) -> None:
    assert run(sources, "print(versions())") == "[0, 0, 0, 0, 0, 0]"
    assert not list(sources.rglob("*.nbi"))


EVERY_KIND_OF_CALL = """
for x in (z, readonly, z[::2], z.astype('f4'), z.astype('>f8'), z[:0], z[:1], list(z), 1, 1.5):
    for parameter in (2.0, 2, True, np.float32(2), np.array(2.0), np.array([2.0])):
        weibull.dz_dc(x, parameter), weibull.gradient(x, parameter)
print(versions())
"""


def test_every_kernel_is_compiled_once_whatever_it_is_given(sources: Path) -> None:
    assert run(sources, EVERY_KIND_OF_CALL) == "[1, 1, 1, 1, 1, 1]"


def test_only_what_is_used_is_compiled(sources: Path) -> None:
    assert run(sources, "weibull.dz_dc(z, 2.0); print(versions())") == "[1, 1, 0, 0, 0, 0]"


CONCURRENT = """
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
start = Barrier(8)
def first(_):
    start.wait()
    return weibull.dz_dc(z, 2.0)
with ThreadPoolExecutor(8) as pool:
    results = list(pool.map(first, range(8)))
assert all(np.array_equal(r, results[0]) for r in results)
print(sum(_dz_dc_fixed.stats.cache_misses.values()), sum(_dz_dc_fixed.stats.cache_hits.values()))
"""


def test_eight_threads_at_the_first_call_compile_once(sources: Path) -> None:
    assert run(sources, CONCURRENT) == "1 0"


STATS = "weibull.dz_dc(z, 2.0); print(len(_dz_dc_fixed.stats.cache_hits))"


def test_a_second_process_finds_the_cache(sources: Path) -> None:
    assert run(sources, STATS) == "0"
    assert list(sources.rglob("*.nbc"))
    assert run(sources, STATS) == "1"


def test_without_a_folder_for_the_cache_everything_still_works(sources: Path) -> None:
    # A file where a folder is wanted stops even the superuser.
    for part in ("derive/runtime", "tests/runtime"):
        (sources / part / "__pycache__").touch()
    blocked = str(sources / "derive" / "runtime" / "__pycache__")
    program = "print(weibull.dz_dc(z, 2.0).size, type(_dz_dc_fixed._cache).__name__)"
    environment = {"HOME": blocked, "XDG_CACHE_HOME": blocked, "LOCALAPPDATA": blocked}
    assert run(sources, program, **environment) == "100 NullCache"
    assert not list(sources.rglob("*.nb?"))


def test_errors_that_are_not_of_the_cache_are_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    from derive.runtime import _jit

    def broken(**options: object) -> None:
        raise RuntimeError("something else")

    monkeypatch.setattr(_jit, "njit", broken)
    with pytest.raises(RuntimeError, match="something else"):
        _jit.jit(len)
