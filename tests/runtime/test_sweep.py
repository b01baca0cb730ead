"""What a kernel is handed: equal native contiguous stretches, every element once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from numba import njit, types

from derive.runtime import _sweep
from derive.runtime._arguments import Array, is_plain
from derive.runtime._jit import FLOAT, INPUT, OPTIONS, OUTPUT
from derive.runtime._sweep import sweep
from derive.runtime._threads import TRIAL, get_num_threads, set_num_threads


@pytest.fixture(autouse=True)
def threads() -> Iterator[None]:
    before = get_num_threads()
    yield
    set_num_threads(before)


def unaligned(values: Array) -> Array:
    raw = np.zeros(values.nbytes + 1, np.uint8)[1:]
    copy: Array = raw.view(values.dtype).reshape(values.shape)
    copy[...] = values
    return copy


LARGE = np.random.default_rng(1).uniform(0.5, 2.0, 5 * TRIAL)
NUMBER = np.array(3.0)
OPERANDS: dict[str, tuple[Array, Array]] = {
    "flat": (LARGE, LARGE[::-1].copy()),
    "number": (LARGE, NUMBER),
    "reversed": (LARGE, LARGE[::-1]),
    "unaligned": (unaligned(LARGE), LARGE),
    "unaligned and a number": (unaligned(LARGE), NUMBER),
    "other byte order": (LARGE.astype(">f8"), LARGE),
    "float32": (LARGE.astype("f4"), NUMBER),
    "broadcast": (LARGE.reshape(5, TRIAL), LARGE[:TRIAL]),
    "Fortran": (np.asfortranarray(LARGE.reshape(5, TRIAL)), NUMBER),
}


@pytest.mark.parametrize("name", OPERANDS)
@pytest.mark.parametrize("part", [1, 100])
@pytest.mark.parametrize("count", [1, 2])
def test_a_kernel_sees_every_element_once_in_plain_stretches(
    name: str, part: int, count: int
) -> None:
    set_num_threads(count)
    x, y = (a if a.ndim == 0 else a[..., : a.shape[-1] // part] for a in OPERANDS[name])
    seen = []

    def kernel(*views: Array) -> None:
        for view in views:
            assert view.ndim == 1
            assert view.size == views[0].size
            assert view.dtype == np.dtype(np.float64)
            assert view.flags.c_contiguous
            assert view.flags.aligned
        seen.append(views[0].size)
        np.add(views[0], views[1], out=views[2])

    out = np.empty(np.broadcast_shapes(x.shape, y.shape))
    sweep(kernel, [x, y], [], [out])
    np.testing.assert_array_equal(out, x.astype(float) + y)
    assert sum(seen) == out.size


def test_only_an_array_that_a_kernel_takes_as_it_is_is_plain() -> None:
    z = np.ones(6)
    assert is_plain(z, 1.0, 2, True, np.float64(3.0))
    assert is_plain(z.reshape(2, 3))
    for other in (z[::2], unaligned(z), z.astype(">f8"), z.astype("f4"), NUMBER, [1.0], 1.0):
        assert not is_plain(other)
    for parameter in (np.ones(1), NUMBER, np.float32(1.0), 1j, None, "1"):
        assert not is_plain(z, parameter)


def test_buffers_are_as_long_as_the_trial_of_the_threads() -> None:
    assert _sweep.BUFFER == TRIAL


def shifted_root(z: Array, shift: float, root: Array, square: Array) -> None:
    for i in range(z.size):
        x = z[i] - shift
        root[i], square[i] = np.sqrt(x), x * x


def test_loops_of_these_signatures_use_vectors() -> None:
    # Not kept on disk: only fresh code can be inspected.
    dispatcher: Any = njit(shifted_root, **OPTIONS)
    strided = types.Array(types.float64, 1, "A")
    vectors: list[set[str]] = []
    for array, out in ((INPUT, OUTPUT), (strided, strided)):
        signature = (array, FLOAT, out, out)
        dispatcher.compile(signature)
        text = dispatcher.inspect_llvm(signature)
        moved = re.findall(r"(load|store) <\d+ x double>", text)
        vectors.append(set(moved))
    assert vectors == [{"load", "store"}, set()]
