"""Types in, types out, and the types that are refused."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.runtime import sample_weibull as weibull
from tests.runtime.reference import same_bits

Z = np.array([0.5, 1.5, 2.5])
TRUTH = weibull.dz_dc(Z, 2.0)


@pytest.mark.parametrize("z", [1.5, 2, True])
@pytest.mark.parametrize("c", [2.5, 3, True])
def test_python_numbers_give_python_floats(z: float, c: float) -> None:
    assert type(weibull.dz_dc(z, c)) is float
    gradient = weibull.gradient(z, c)
    assert type(gradient) is weibull.Gradient
    assert [type(v) for v in gradient] == [float] * 3
    assert gradient.c == weibull.dz_dc(z, c) == weibull.dz_dc(np.array([z], float), c)[0]


@pytest.mark.parametrize("name", ["float64", "float32", "float16"])
def test_numpy_scalars_and_0d_arrays_give_numpy_scalars(name: str) -> None:
    dtype = np.dtype(name).type
    for z in (dtype(1.5), np.array(1.5, name)):
        assert type(weibull.dz_dc(z, 2.5)) is dtype
        assert type(weibull.gradient(z, 2.5).loc) is dtype
        assert weibull.dz_dc(z, 2.5) == dtype(weibull.dz_dc(1.5, 2.5))


@pytest.mark.parametrize("name", ["float32", "float16"])
def test_small_floats_are_computed_in_double_and_rounded_once(name: str) -> None:
    z = np.linspace(0.1, 3.0, 1001).astype(name)
    rounded = weibull.dz_dc(z.astype(float), 2.3).astype(name)
    assert same_bits(weibull.dz_dc(z, 2.3), rounded)
    assert same_bits(weibull.dz_dc(z, np.full(z.shape, 2.3)), weibull.dz_dc(z.astype(float), 2.3))
    assert weibull.gradient(z, 2.3).c.dtype == name


@pytest.mark.parametrize("name", ["int8", "uint8", "int64", "uint64", "bool"])
def test_integers_are_float64(name: str) -> None:
    z = np.array([1, 0, 1]).astype(name)
    assert same_bits(weibull.dz_dc(z, 2), weibull.dz_dc(z.astype(float), 2.0))
    assert weibull.dz_dc(z, z).dtype == np.float64


def test_an_integer_beyond_int64_is_a_number_too() -> None:
    assert same_bits(weibull.dz_dc(Z, 10**30), weibull.dz_dc(Z, 1e30))
    assert same_bits(weibull.dz_dc(Z, Z, 0, 10**30), weibull.dz_dc(Z, Z, 0.0, 1e30))
    assert weibull.dz_dc(2, 10**30) == weibull.dz_dc(2.0, 1e30)
    with pytest.raises(OverflowError):
        weibull.dz_dc(2.0, 10**400)


@pytest.mark.parametrize(
    ("bad", "dtype"),
    [
        (1j, "complex128"),
        (np.complex64(1), "complex64"),
        (np.longdouble(1), "longdouble|float128"),
        (np.ones(3, np.longdouble), "longdouble|float128"),
        (None, "object"),
        (10**30 * np.ones(3, object), "object"),
        ("1.5", "<U3"),
        (b"1.5", "S3"),
        (np.datetime64("2024-01-01"), "datetime64"),
        (np.timedelta64(1, "s"), "timedelta64"),
        (np.zeros(3, "f8,f8"), "f8"),
    ],
)
def test_other_types_are_refused_by_name(bad: Any, dtype: str) -> None:
    with pytest.raises(TypeError, match=f"dz_dc: z has dtype .*({dtype})"):
        weibull.dz_dc(bad, 2.0)
    for arguments in ((Z, bad), (1.0, bad), (np.float32(1), bad), (Z, Z, bad), (Z, Z, Z, bad)):
        name = ("z", "c", "loc", "scale")[len(arguments) - 1]
        with pytest.raises(TypeError, match=f"dz_dc: {name} has dtype .*({dtype})"):
            weibull.dz_dc(*arguments)
        with pytest.raises(TypeError, match=f"gradient: {name} has dtype"):
            weibull.gradient(*arguments)


def test_sequences_and_masked_arrays_are_read_as_arrays() -> None:
    assert same_bits(weibull.dz_dc([0.5, 1.5, 2.5], 2.0), TRUTH)
    assert same_bits(weibull.dz_dc((0.5, 1.5, 2.5), [2.0]), TRUTH)
    masked = np.ma.masked_array(Z, [True, False, False])
    assert type(weibull.dz_dc(masked, 2.0)) is np.ndarray
    assert same_bits(weibull.dz_dc(masked, 2.0), TRUTH)


def test_byte_order_and_type_follow_numpy() -> None:
    assert same_bits(weibull.dz_dc(Z.astype(">f8"), 2.0), TRUTH)
    assert weibull.dz_dc(Z.astype(">f4"), 2.0).dtype == np.dtype("=f4")
    assert weibull.dz_dc(Z.astype("f4"), np.float64(2.0)).dtype == np.float64
    assert weibull.dz_dc(Z.astype("f4"), np.array([1, 2, 3], "i2")).dtype == np.float32
    assert weibull.dz_dc(Z.astype("f2"), np.float32(2.0)).dtype == np.float32
