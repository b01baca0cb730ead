"""Interpolated: which velocities ``at`` interpolates, and along what. Plans in, names out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sympy import Integer

from derive.derivation import Derivation
from derive.family import Family
from derive.functions.latent import LatentRate
from derive.plan import Plan


def list_costly(derivations: Sequence[Derivation], plans: Mapping[str, Plan]) -> list[str]:
    """The parameters whose velocity is a sum or an integral over something at each z."""
    return [
        d.parameter
        for d in derivations
        if d.parameter in plans and (d.route == "score" or plans[d.parameter].form.has(LatentRate))
    ]


def coordinate(family: Family) -> str:
    """log x, log -x, logit x or asinh x, by the support; the runtime knows them by these names."""
    low, high = family.support
    if (low, high) == (Integer(0), Integer(1)):
        return "logit x"
    return "log x" if low.is_nonnegative else "log -x" if high.is_nonpositive else "asinh x"
