"""Scale of the stable law at alpha = 1: z = loc + scale Z + (2/pi) beta scale log(scale)."""

from __future__ import annotations

from math import log, pi

import numpy as np
import pytest
from mpmath import mp
from numba import njit
from phidot import levy_stable

from derive.catalogue import load
from derive.derivation import derive
from derive.meaning import interpret
from derive.points import Bulk
from derive.proof import prove_step

Z, LOC = 0.8, -0.3


def member(alpha: float, beta: float, loc: float, scale: float) -> float:
    """The realisation whose standard one is Z."""
    drift = 2.0 / pi * beta * scale * log(scale) if alpha == 1.0 else 0.0
    return loc + scale * Z + drift


@pytest.mark.parametrize("alpha", [1.0, 1.3])
@pytest.mark.parametrize("beta", [-0.6, 0.0, 0.4])
@pytest.mark.parametrize("scale", [0.2, 1.0, 7.0])
def test_velocities_by_differences_of_the_member(alpha: float, beta: float, scale: float) -> None:
    z, h = member(alpha, beta, LOC, scale), 1e-5
    of_scale = (member(alpha, beta, LOC, scale + h) - member(alpha, beta, LOC, scale - h)) / (2 * h)
    drifting = (member(alpha, beta + h, LOC, scale) - member(alpha, beta - h, LOC, scale)) / (2 * h)
    of_beta = scale * levy_stable.dz_dbeta(Z, alpha, beta) + drifting
    place = (alpha, beta, LOC, scale)
    assert levy_stable.dz_dscale(z, *place) == pytest.approx(of_scale, rel=1e-7, abs=1e-9)
    assert levy_stable.dz_dbeta(z, *place) == pytest.approx(of_beta, rel=1e-7, abs=1e-9)
    assert levy_stable.dz_dloc(z, *place) == 1.0
    every = levy_stable.gradient(np.array([z]), *place)
    assert every.scale[0] == levy_stable.dz_dscale(z, *place)
    assert every.beta[0] == levy_stable.dz_dbeta(z, *place)


def test_the_derivation_of_scale_holds_where_it_drifts() -> None:
    family = load("levy_stable")
    derivation = derive(family, "scale")
    alpha, beta = (p.symbol for p in family.parameters)
    place = Bulk(mp.mpf("0.8"), {alpha: 1.0, beta: 0.4})
    setting = (place, *interpret(derivation, place))
    prove_step(derivation, derivation.steps[-1], [setting])


@pytest.mark.parametrize("name", ["beta", "loc", "scale"])
def test_every_way_drifts_alike(name: str) -> None:
    place = (1.0, 0.4, LOC, 7.0)
    velocity = getattr(levy_stable, f"dz_d{name}")
    alone, jitted = velocity(2.0, *place), velocity.jit
    fixed = levy_stable.at(alpha=1.0, beta=0.4)
    columns = [np.full(3, x) for x in (2.0, *place)]
    assert njit(lambda z: jitted(z, 1.0, 0.4, LOC, 7.0))(2.0) == alone
    assert getattr(fixed, f"dz_d{name}")(2.0, loc=LOC, scale=7.0) == alone
    assert np.all(velocity(*columns) == alone)
