"""What a user sees: signatures, help, errors of binding, pickles, ``at`` and ``info``."""

from __future__ import annotations

import copy
import inspect
import pickle
import pydoc
from typing import Any

import numpy as np
import pytest

from derive.runtime._info import Info
from tests.runtime import sample_weibull as weibull
from tests.runtime.reference import same_bits

Z = np.array([0.5, 1.5, 2.5])
FUNCTIONS = [weibull.dz_dc, weibull.gradient]


@pytest.mark.parametrize("function", FUNCTIONS)
def test_the_signature_is_the_declared_one(function: Any) -> None:
    signature = inspect.signature(function)
    assert list(signature.parameters) == ["z", "c", "loc", "scale", "out"]
    assert signature.parameters["loc"].default == 0.0
    assert signature.parameters["scale"].default == 1.0
    assert signature.parameters["out"].kind is inspect.Parameter.KEYWORD_ONLY


def test_help_shows_the_function_and_not_the_class() -> None:
    text = pydoc.plain(pydoc.render_doc(weibull.dz_dc))
    assert "dz_dc(z: " in text
    assert "with respect to its shape c" in text
    assert "evaluate" not in text
    assert weibull.dz_dc.__name__ == "dz_dc"
    assert weibull.dz_dc.__doc__ and "shape c" in weibull.dz_dc.__doc__
    assert "sample_weibull.dz_dc(z" in repr(weibull.dz_dc)


@pytest.mark.parametrize("function", FUNCTIONS)
def test_wrong_arguments_give_pythons_own_errors(function: Any) -> None:
    name = function.__name__
    for arguments, keywords, message in [
        ((), {}, rf"{name}\(\) missing 2 required positional arguments: 'z' and 'c'"),
        ((Z,), {"k": 2.0}, rf"{name}\(\) got an unexpected keyword argument 'k'"),
        ((Z, 2.0), {"c": 2.0}, rf"{name}\(\) got multiple values for argument 'c'"),
        ((Z, 2.0, 0.0, 1.0, Z), {}, rf"{name}\(\) takes from 2 to 4 positional arguments"),
    ]:
        with pytest.raises(TypeError, match=message):
            function(*arguments, **keywords)


def test_type_checkers_know_the_signature() -> None:
    # Under mypy's warn_unused_ignores these two comments are the test.
    with pytest.raises(TypeError):
        weibull.dz_dc(Z, k=2.0)  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        weibull.gradient(Z, 2.0, out=None, loc=None)  # type: ignore[arg-type]


def test_positional_or_keyword() -> None:
    truth = weibull.dz_dc(Z, 2.0, 0.1, 3.0)
    assert same_bits(weibull.dz_dc(scale=3.0, loc=0.1, c=2.0, z=Z), truth)
    assert same_bits(weibull.dz_dc(Z, 2.0, scale=3.0, loc=0.1), truth)


@pytest.mark.parametrize("function", FUNCTIONS)
def test_pickles_and_copies_are_the_function_itself(function: Any) -> None:
    assert pickle.loads(pickle.dumps(function)) is function
    assert copy.deepcopy(function) is function


def test_in_the_body_of_a_class_it_is_not_a_method() -> None:
    class Model:
        derivative = weibull.dz_dc

    assert Model().derivative(1.5, 2.0) == weibull.dz_dc(1.5, 2.0)


@pytest.mark.parametrize("c", [2.5, 3, np.float64(2.5), np.float32(2.5), np.array(2.5)])
def test_at_fixes_the_shapes(c: Any) -> None:
    member = weibull.at(c=c)
    assert type(member.c) is float
    for z in (Z, Z.astype("f4"), 1.5, np.float32(1.5)):
        assert same_bits(member.dz_dc(z), weibull.dz_dc(z, float(c)))
        assert same_bits(member.dz_dc(z, 0.1, 2.0), weibull.dz_dc(z, float(c), 0.1, 2.0))
        assert same_bits(member.dz_dc(z, scale=Z), weibull.dz_dc(z, float(c), scale=Z))
    gradient = member.gradient(Z, loc=0.1)
    assert type(gradient) is weibull.Gradient
    assert same_bits(gradient.c, weibull.dz_dc(Z, float(c), 0.1))
    out = np.empty(3)
    assert member.dz_dc(Z, out=out) is out
    assert same_bits(out, member.dz_dc(Z))
    assert repr(member.dz_dc) == f"<dz_dc at {float(c)}>"
    assert same_bits(pickle.loads(pickle.dumps(member)).dz_dc(Z), member.dz_dc(Z))


def test_at_refuses_what_is_not_one_real_number() -> None:
    with pytest.raises(TypeError, match=r"at: c has shape \(3,\); give one number here"):
        weibull.at(c=Z)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="at: c has dtype complex128"):
        weibull.at(c=1j)  # type: ignore[arg-type]
    at: Any = weibull.at
    with pytest.raises(TypeError, match=r"at\(\) missing 1 required keyword-only argument: 'c'"):
        at()
    with pytest.raises(TypeError, match=r"at\(\) got an unexpected keyword argument 'k'"):
        at(k=2.0)
    with pytest.raises(TypeError, match=r"at\(\) takes 0 positional arguments"):
        at(2.0)


def test_info_can_be_read() -> None:
    info = weibull.dz_dc.info
    assert info is not None
    assert (info.parameter, info.worst, info.median) == ("c", 1.9, 0.4)
    assert "worst 1.9, median 0.4, in eps * max(1, condition number)" in repr(info)
    assert info.formula in repr(info)
    unknown = Info("c", "x", "everywhere")
    assert "not recorded" in repr(unknown)
    assert "regimes" not in repr(unknown)
    with pytest.raises(AttributeError):
        info.worst = 0.0  # type: ignore[misc]
