"""``out=``: what is accepted, what is refused, and overlap with the inputs."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.runtime import sample_weibull as weibull
from tests.runtime.reference import same_bits

Z = np.random.default_rng(3).weibull(2.0, 1000)
C = np.random.default_rng(4).uniform(1.0, 3.0, 1000)


@pytest.mark.parametrize("c", [2.0, C])
def test_out_is_filled_and_returned(c: Any) -> None:
    out = np.full(Z.shape, 9.0)
    assert weibull.dz_dc(Z, c, out=out) is out
    assert same_bits(out, weibull.dz_dc(Z, c))
    outs = tuple(np.empty(Z.shape) for _ in range(3))
    assert weibull.gradient(Z, c, out=outs) is outs
    for computed, truth in zip(outs, weibull.gradient(Z, c), strict=True):
        assert same_bits(computed, truth)


@pytest.mark.parametrize("name", ["f8", "f4", "f2"])
def test_strided_out_of_every_type(name: str) -> None:
    z = Z.astype(name)
    out = np.zeros((1000, 3), name)
    weibull.dz_dc(z, 2.0, out=out[:, 1])
    assert same_bits(out[:, 1], weibull.dz_dc(z, 2.0))
    assert not out[:, [0, 2]].any()


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 40), st.integers(0, 40), st.integers(0, 40), st.sampled_from([1, 2, -1]))
def test_out_may_overlap_any_input(a: int, b: int, c: int, step: int) -> None:
    memory = np.random.default_rng(5).uniform(0.5, 3.0, 200)
    z, shape, out = (memory[i : i + 100][::s] for i, s in ((a, 1), (b, step), (c, 1)))
    shape = shape[: z.size] if shape.size >= z.size else np.resize(shape, z.size)
    truth = weibull.dz_dc(z.copy(), shape.copy())
    assert same_bits(weibull.dz_dc(z, shape, out=out), truth)


@pytest.mark.parametrize("size", [100, 20_000])
@pytest.mark.parametrize("shift", [-64, -1, 0, 1, 7, 64])
def test_out_may_be_the_input_moved(size: int, shift: int) -> None:
    memory = np.random.default_rng(5).uniform(0.5, 3.0, size + 128)
    z, out = memory[64 : 64 + size], memory[64 + shift : 64 + shift + size]
    for c in (2.0, np.full(size, 2.0)):
        truth = weibull.dz_dc(z.copy(), c)
        assert same_bits(weibull.dz_dc(z, c, out=out), truth)


@pytest.mark.parametrize("shift", [0, 1, 7, 64])
def test_outs_of_the_gradient_may_overlap_the_inputs(shift: int) -> None:
    memory = np.random.default_rng(6).uniform(0.5, 3.0, (4, 200))
    z, c = memory[0, :100], memory[1, :100]
    truth = weibull.gradient(z.copy(), c.copy())
    outs = tuple(memory[i, shift : shift + 100] for i in range(3))
    weibull.gradient(z, c, out=outs)
    for computed, expected in zip(outs, truth, strict=True):
        assert same_bits(computed, expected)


def test_0d_out() -> None:
    out = np.zeros(())
    assert weibull.dz_dc(1.5, 2.0, out=out) is out
    assert out == weibull.dz_dc(1.5, 2.0)
    outs = (np.zeros((), "f4"), np.zeros((), "f4"), np.zeros((), "f4"))
    assert weibull.gradient(np.float32(1.5), 2.0, out=outs) is outs
    assert outs[2] == np.float32(1.5)


def read_only(shape: int) -> Any:
    array = np.zeros(shape)
    array.flags.writeable = False
    return array


REFUSED = [
    (np.zeros(999), ValueError, r"out has shape \(999,\); pass an array of shape \(1000,\)"),
    (np.zeros((1, 1000)), ValueError, "out has shape"),
    (np.zeros(1000, "f4"), TypeError, "out has dtype float32; pass an array of float64"),
    (np.zeros(1000, "i8"), TypeError, "out has dtype int64"),
    (np.zeros(1000, ">f8"), TypeError, "out has dtype >f8"),
    ([0.0] * 1000, TypeError, "out is list; pass a NumPy array"),
    (read_only(1000), ValueError, "out is read-only"),
]


@pytest.mark.parametrize(("out", "error", "message"), REFUSED)
@pytest.mark.parametrize("c", [2.0, C])
def test_an_unfit_out_is_refused_in_one_line(
    out: Any, error: type[Exception], message: str, c: Any
) -> None:
    with pytest.raises(error, match=message) as caught:
        weibull.dz_dc(Z, c, out=out)
    assert "\n" not in str(caught.value)
    with pytest.raises(error, match=message):
        weibull.gradient(Z, c, out=(np.zeros(1000), np.zeros(1000), out))


@pytest.mark.parametrize("out", [np.zeros(1000), (np.zeros(1000),) * 2, [np.zeros(1000)] * 3])
def test_out_of_the_gradient_is_a_tuple_of_every_array(out: Any) -> None:
    with pytest.raises(TypeError, match="gradient: out must be a tuple of 3 arrays"):
        weibull.gradient(Z, 2.0, out=out)


def test_nothing_is_written_when_one_out_is_refused() -> None:
    first = np.zeros(1000)
    with pytest.raises(ValueError, match="out has shape"):
        weibull.gradient(Z, 2.0, out=(first, np.zeros(1000), np.zeros(5)))
    assert not first.any()
