"""``.jit`` in users' own compiled code."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numba import njit, prange

from tests.runtime import sample_weibull as weibull
from tests.runtime.reference import same_bits

ROOT = Path(__file__).parents[2]
compiled: Any = njit
dz = weibull.dz_dc.jit
gradient = weibull.gradient.jit
Z = np.random.default_rng(2).weibull(2.0, 1000)


def test_with_and_without_the_defaults() -> None:
    def use(z: float, c: float) -> tuple[float, float, float]:
        return dz(z, c), dz(z, c, 0.25), dz(z, c, 0.25, 2.0)

    truth = (weibull.dz_dc(1.5, 2.0), weibull.dz_dc(1.5, 2.0, 0.25))
    assert compiled(use)(1.5, 2.0) == (*truth, weibull.dz_dc(1.5, 2.0, 0.25, 2.0))


@pytest.mark.parametrize("name", ["float32", "int64", "uint8", "bool"])
def test_every_argument_type_is_computed_in_double(name: str) -> None:
    def use(z: Any, c: Any, loc: Any, scale: Any) -> Any:
        return dz(z, c, loc, scale)

    # The second point lies below loc: unsigned integers must not wrap around.
    for point in ([3.3, 1.7, 0.3, 2.2], [1.1, 1.7, 2.3, 2.2]):
        typed = np.array(point).astype(name)
        truth = weibull.dz_dc(*[float(v) for v in typed])
        assert same_bits(compiled(use)(*typed), truth)


def loop(z: Any, c: float, out: Any) -> None:
    for i in prange(z.size):
        out[i] = dz(z[i], c)


@pytest.mark.parametrize("options", [{}, {"parallel": True}, {"nogil": True}])
def test_in_a_loop_it_gives_the_bits_of_the_array_call(options: dict[str, Any]) -> None:
    out = np.empty(Z.size)
    compiled(loop, **options)(Z, 2.5, out)
    assert same_bits(out, weibull.dz_dc(Z, 2.5))


def test_the_gradient_is_a_tuple() -> None:
    def total(z: float, c: float) -> float:
        shape, loc, scale = gradient(z, c)
        total: float = shape + loc + scale
        return total

    assert compiled(total)(1.5, 2.0) == sum(weibull.gradient(1.5, 2.0))
    assert gradient(1.5, 2.0) == tuple(weibull.gradient(1.5, 2.0))


USER = """
from numba import njit
from tests.runtime import sample_weibull as weibull
dz = weibull.dz_dc.jit
@njit(cache=True)
def twice(z, c):
    return 2.0 * dz(z, c)
"""
MAIN = "import user; print(user.twice(1.5, 2.0), len(user.twice.stats.cache_hits))"


def test_in_a_function_that_is_cached(tmp_path: Path) -> None:
    (tmp_path / "user.py").write_text(USER)
    command = [sys.executable, "-c", f"import sys; sys.path.append({str(tmp_path)!r}); {MAIN}"]
    truth = 2.0 * weibull.dz_dc(1.5, 2.0)
    for hits in (0, 1):
        done = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
        )
        assert done.stdout.split() == [str(truth), str(hits)], done.stderr
