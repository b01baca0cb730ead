"""Every primitive against mpmath, at arguments of every order of magnitude, in ulps."""

from __future__ import annotations

import re
from types import ModuleType

import numpy as np
import pytest

from derive import primitives
from tests.primitives.arguments import DOMAIN, PAIRS, Points
from tests.primitives.truth import evaluate, ulps

# The greatest error found at 30,000 points each, rounded up to a quarter. Every operation is
# correctly rounded, so the errors are the same on every machine.
BOUND = {
    "exp": 1.0, "log": 1.0, "log1p": 1.0, "expm1": 1.0, "power": 1.0,
    "softplus": 1.5, "log1p_ratio": 1.5, "expm1_ratio": 1.5, "expm1_excess": 2.75,
    "expm1_lag": 3.0, "log1p_excess": 4.0, "mills": 3.5, "log_ndtr": 4.0,
    "sin": 1.0, "cos": 1.0, "tan": 2.0,
    "atan": 1.0, "tanh": 2.5, "sinh": 1.75, "cosh": 1.25, "asinh": 1.75,
    "hypot1": 1.25, "lorentz": 1.5, "atanh_excess": 4.0, "softplus_quotient": 3.0,
    "softplus_excess": 4.0, "gumbel_quotient": 5.0, "ndtr_quotient": 6.0, "logistic": 2.25,
    "log_softplus": 4.0, "log1mexp": 1.25, "log_sum": 0.75, "log_quotient": 2.0,
    "digamma_excess": 4.0,
    "wrap": 1.0, "gaussian_moment": 4.0,
    "log1p_remainder": 6.0, "gamma_excess": 6.0, "gamma_remainder": 8.0,
    "hazard_excess": 4.5, "bessel_ratio": 1.75, "normal_mass": 6.25,
    "ndtri": 4.0, "ndtri_offset": 3.5, "ndtri_exp": 4.0, "stirling": 5.5, "stirling_slope": 5.5,
    "lgamma1p": 4.5, "digamma_half": 4.5, "digamma_excess_step": 5.5, "bessel_lag": 2.75,
    "log_i0e": 2.0,
}  # fmt: skip


# Fused multiply-adds on four or more float64 of x86, or on two of ARM.
PACKED = re.compile(r"vfn?m(add|sub)\d+pd\s.*%[yz]mm|fmla\s+v\d+\.2d")


def arguments(name: str) -> tuple[Points, ...]:
    return PAIRS[name]() if name in PAIRS else (DOMAIN[name],)


def test_every_primitive_has_a_bound() -> None:
    assert set(BOUND) == set(primitives.names())


@pytest.mark.parametrize("name", primitives.names())
def test_accuracy(compiled: ModuleType, name: str) -> None:
    points = arguments(name)
    values = np.empty_like(points[0])
    getattr(compiled, f"loop_{name}")(*points, values)
    errors = [
        (ulps(value, evaluate(name, *point)), point)
        for value, *point in zip(values.tolist(), *(p.tolist() for p in points), strict=True)
    ]
    worst, where = max(errors)
    assert worst <= BOUND[name], f"{name}{tuple(where)} is wrong by {worst:.3g} ulps"


@pytest.mark.parametrize("name", primitives.names())
def test_scalar_calls_give_the_bits_of_the_loop(compiled: ModuleType, name: str) -> None:
    points = tuple(p[::7].copy() for p in arguments(name))
    values = np.empty_like(points[0])
    getattr(compiled, f"loop_{name}")(*points, values)
    scalar = getattr(compiled, name)
    alone = [scalar(*point) for point in zip(*(p.tolist() for p in points), strict=True)]
    assert np.array(alone).tobytes() == values.tobytes()


@pytest.mark.parametrize("name", primitives.names())
def test_the_loop_uses_vector_registers(compiled: ModuleType, name: str) -> None:
    points = arguments(name)
    loop = getattr(compiled, f"loop_{name}")
    loop(*points, np.empty_like(points[0]))
    (assembly,) = loop.inspect_asm().values()
    assert PACKED.search(assembly), f"the loop over {name} is scalar"
