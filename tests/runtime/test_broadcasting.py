"""Shapes, strides and memory orders: always the scalar function at every element."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray

from derive.runtime import _sweep
from tests.runtime import reference
from tests.runtime import sample_weibull as weibull
from tests.runtime.reference import same_bits

Arrays = list[NDArray[Any]]
VALUES = st.floats(-1.0, 50.0) | st.sampled_from([0.0, np.nan, np.inf, -np.inf, 1e-300, 1e300])
TYPES = st.sampled_from(["f8", "f4", "f2", ">f8", ">f4", "i8", "u1", "?", "i4"])


def rearranged(draw: Any, array: NDArray[Any]) -> NDArray[Any]:
    """The same values, laid out in memory in one of the ways that users have."""
    layout = draw(st.sampled_from(["C", "F", "reversed", "strided", "unaligned", "readonly"]))
    if layout in "CF":
        return np.asarray(array, order=layout)
    if layout == "readonly":
        array.flags.writeable = False
        return array
    if layout == "unaligned":
        raw = np.zeros(array.nbytes + 1, np.uint8)[1:]
        array_at_odd_address = raw.view(array.dtype).reshape(array.shape)
        array_at_odd_address[...] = array
        return array_at_odd_address
    step = -1 if layout == "reversed" else 3
    spread = np.zeros([abs(step) * n for n in array.shape], array.dtype)
    every: Any = (..., *[slice(None, None, step) for _ in array.shape])
    view: NDArray[Any] = spread[every]
    view[...] = array
    return view


@st.composite
def arguments(draw: Any, count: int = 4) -> Arrays:
    """Arrays that broadcast together, of any shape, type and layout."""
    shapes = draw(hnp.mutually_broadcastable_shapes(num_shapes=count, min_side=0, max_dims=3))
    arrays = []
    for shape in shapes.input_shapes:
        values = draw(hnp.arrays(np.float64, shape, elements=VALUES))
        with np.errstate(all="ignore"):
            arrays.append(rearranged(draw, values.astype(draw(TYPES))))
    return arrays


def expected(arrays: Arrays) -> NDArray[Any]:
    dtype = np.result_type(*arrays)
    with np.errstate(over="ignore"):
        return reference.dz_dc(*arrays).astype(dtype if dtype.kind == "f" else "f8")


@contextmanager
def way(small: int, buffer: int) -> Iterator[None]:
    """Send small arrays the way of large ones, in buffers of a few elements."""
    with pytest.MonkeyPatch.context() as patch, np.errstate(over="ignore"):
        patch.setattr(_sweep, "SMALL", small)
        patch.setattr(_sweep, "BUFFER", buffer)
        yield


WAYS = pytest.mark.parametrize(("small", "buffer"), [(8192, 8192), (0, 8192), (0, 5)])


@WAYS
@settings(max_examples=300, deadline=None)
@given(arrays=arguments())
def test_every_argument_broadcasts_whatever_its_layout_and_type(
    small: int, buffer: int, arrays: Arrays
) -> None:
    with way(small, buffer):
        assert same_bits(weibull.dz_dc(*arrays), expected(arrays))


@WAYS
@settings(max_examples=100, deadline=None)
@given(st.data())
def test_numbers_beside_arrays_of_one_shape(small: int, buffer: int, data: st.DataObject) -> None:
    shape = data.draw(hnp.array_shapes(max_dims=2, max_side=12))
    full = hnp.arrays(np.float64, shape, elements=VALUES)
    order: Any = data.draw(st.sampled_from("CF"))
    arrays = [np.asarray(data.draw(full | VALUES), np.float64, order) for _ in range(4)]
    with way(small, buffer):
        assert same_bits(weibull.dz_dc(*arrays), expected(arrays))


@WAYS
@settings(max_examples=100, deadline=None)
@given(arrays=arguments(1), parameters=st.tuples(*[st.floats(-1, 9)] * 3))
def test_number_parameters(
    small: int, buffer: int, arrays: Arrays, parameters: tuple[float, ...]
) -> None:
    z = arrays[0]
    dtype = z.dtype if z.dtype.kind == "f" else np.dtype("f8")
    with way(small, buffer):
        truth = reference.dz_dc(z, *parameters).astype(dtype.newbyteorder("="))
        assert same_bits(weibull.dz_dc(z, *parameters), truth)


@WAYS
@settings(max_examples=100, deadline=None)
@given(arrays=arguments())
def test_the_gradient_is_the_derivatives(small: int, buffer: int, arrays: Arrays) -> None:
    with way(small, buffer):
        gradient = weibull.gradient(*arrays)
        assert same_bits(gradient.c, weibull.dz_dc(*arrays))
    outside = np.isnan(np.asarray(gradient.loc, np.float64))
    assert np.all((np.asarray(gradient.loc) == 1.0) | outside)
    assert np.shape(gradient.scale) == np.shape(gradient.loc) == np.shape(gradient.c)


@pytest.mark.parametrize("length", [0, 1, 2, 7, 8, 9, 63, 100, 8191, 8193])
def test_an_element_does_not_depend_on_its_place(length: int) -> None:
    values = np.random.default_rng(7).weibull(2.0, 8200)
    truth = reference.dz_dc(values, 2.5)
    for start in (0, 1, 3):
        z = values[start : start + length]
        assert same_bits(weibull.dz_dc(z, 2.5), truth[start : start + length])
        assert same_bits(weibull.dz_dc(z, np.full(z.shape, 2.5)), truth[start : start + length])


def test_the_formula() -> None:
    z = np.linspace(0.1, 9.0, 50)
    truth = -(z - 0.05) / 2.5 * np.log((z - 0.05) / 3.0)
    np.testing.assert_allclose(weibull.dz_dc(z, 2.5, 0.05, scale=3.0), truth, rtol=4e-16)
    np.testing.assert_allclose(weibull.gradient(z, 2.5, 0.05, 3.0).scale, (z - 0.05) / 3.0)


def test_fortran_order_is_kept() -> None:
    z = np.asfortranarray(np.random.default_rng(1).weibull(2.0, (30, 40)))
    assert weibull.dz_dc(z, 2.0).flags.f_contiguous
    assert weibull.dz_dc(z, z + 1.0).flags.f_contiguous
    assert same_bits(weibull.dz_dc(z, 2.0), weibull.dz_dc(z.copy("C"), 2.0))


def test_shapes_that_do_not_broadcast_are_refused() -> None:
    with pytest.raises(ValueError, match="broadcast"):
        weibull.dz_dc(np.ones(3), np.ones(4))
