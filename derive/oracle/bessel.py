"""The functions of Bessel's K by mpmath, at the precision in force."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mpmath import mp

from derive.functions.bessel import BesselFunction, besselk_excess, besselk_order, log_besselk


def scaled_logarithm(nu: Any, x: Any) -> Any:
    """log(e^x K_nu(x))."""
    return mp.log(mp.besselk(nu, x)) + x


def order(nu: Any, x: Any) -> Any:
    """d log K_nu(x)/d nu by a central difference with half as many digits again; odd in nu."""
    digits = mp.dps
    with mp.workdps(3 * digits // 2 + 10):
        step = mp.power(10, -digits // 2 - 2)
        above, below = (mp.log(mp.besselk(nu + side * step, x)) for side in (1, -1))
        return (above - below) / (2 * step)


def excess(nu: Any, x: Any) -> Any:
    """(K_(nu-1) + K_(nu+1))/(2 K_nu) - 1, by DLMF 10.29.1."""
    extra = max(0, int(mp.mag(x))) + 10
    with mp.extraprec(extra):
        return (mp.besselk(nu - 1, x) + mp.besselk(nu + 1, x)) / (2 * mp.besselk(nu, x)) - 1


RULES: dict[type[BesselFunction], Callable[[Any, Any], Any]] = {
    log_besselk: scaled_logarithm, besselk_order: order, besselk_excess: excess,
}  # fmt: skip
BY_NAME = {kind.__name__: rule for kind, rule in RULES.items()}
