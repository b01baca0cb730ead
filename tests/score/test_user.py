"""A law of one's own that is known by an unnormalised log-density, and what is refused."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import numpy as np
import phidot
import pytest
from mpmath import mp
from sympy import Symbol, exp, oo

from derive.domain import positive, real
from derive.family import Family, SpecError
from derive.score import state

z, a = Symbol("z", real=True), Symbol("a", real=True)
QUARTIC = Family(
    name="quartic",
    variable=z,
    support=(-oo, oo),
    parameters=(real(a, tested=(0.1, 10.0)),),
    log_density=-(z**4) / 4 + a * z,
    normalised=False,
)


@pytest.fixture(scope="module")
def quartic() -> ModuleType:
    """exp(-z^4/4 + a z), a law that nobody has."""
    return phidot.compile_family(QUARTIC)


def exact(x: float, shape: float) -> Any:
    """v by quadrature of the definition, with nothing of the engine."""
    with mp.workdps(40):
        top = mp.cbrt(shape)
        cuts = [-mp.inf, -8, -3, 0, top, top + 2, top + 6, mp.inf]

        def density(t: Any) -> Any:
            return mp.exp(-(t**4) / 4 + shape * t)

        mean = mp.quad(lambda t: t * density(t), cuts) / mp.quad(density, cuts)
        here = [mp.mpf(x), *(mp.mpf(x) + k for k in (1, 3, 9)), mp.inf]
        return mp.quad(lambda t: (t - mean) * density(t), here) / density(mp.mpf(x))


@pytest.mark.parametrize("shape", (0.0, 0.5, 7.0))
def test_the_kernel_is_the_integral(quartic: ModuleType, shape: float) -> None:
    x = np.array([-2.5, -0.3, 0.7, 1.9, 4.0])
    got = quartic.dz_da(x, shape)
    for place, value in zip(x.tolist(), got.tolist(), strict=True):
        assert abs(value / exact(place, shape) - 1) < 2e-14


def test_far_out_it_is_the_asymptotic_form(quartic: ModuleType) -> None:
    """v -> (z - E z)/z^3 where the density falls like e^(-z^4/4); E z = 0 at a = 0."""
    x = np.array([-1e40, -1e9, 1e9, 1e40])
    np.testing.assert_allclose(quartic.dz_da(x, 0.0), 1 / x**2, rtol=1e-14)


def test_every_way_gives_the_same_bits(quartic: ModuleType) -> None:
    random = np.random.default_rng(3)
    x, shape = random.normal(size=301), np.repeat(random.normal(size=7) * 5, 43)
    whole = quartic.dz_da(x, shape)
    alone = [quartic.dz_da(float(p), float(s)) for p, s in zip(x, shape, strict=True)]
    np.testing.assert_array_equal(whole, alone)
    np.testing.assert_array_equal(whole[::-1], quartic.dz_da(x[::-1], shape[::-1]))
    np.testing.assert_array_equal(whole, quartic.gradient(x, shape).a)
    np.testing.assert_array_equal(whole[:43], quartic.at(a=shape[0]).dz_da(x[:43]))


def test_a_moving_end_is_refused_by_name() -> None:
    c = Symbol("c", positive=True)
    family = Family(
        name="moving", variable=z, support=(c, oo), parameters=(positive(c),),
        log_density=-(z**2), normalised=False,
    )  # fmt: skip
    with pytest.raises(SpecError, match=r"family moving: an end of its support moves with c"):
        state(family)


def test_what_no_rule_resolves_is_nan() -> None:
    """A density with a ripple far below the spacing of any nodes."""
    from sympy import cos

    family = Family(
        name="rippled", variable=z, support=(-oo, oo), parameters=(real(a, tested=(0.1, 1.0)),),
        log_density=-(z**2) / 2 + cos(10**6 * z) + a * z * exp(-(z**2)), normalised=False,
    )  # fmt: skip
    from derive.compile import load_text
    from derive.derivation import derive_all
    from derive.emit.digest import module_digest
    from derive.emit.module import render_module
    from derive.emit.product import plan_all

    derivations = derive_all(family)
    text = render_module(family, derivations, plan_all(derivations), {}, module_digest(family))
    assert np.isnan(load_text("rippled", text).dz_da(np.array([-1.0, 0.3, 2.0]), 0.5)).all()
