"""A generated family written by hand: what the template is to emit for weibull_min.

Only the logarithm is not as generated: ``math.log`` stands in for the primitive.
"""

from __future__ import annotations

from math import log, nan
from typing import Any, NamedTuple

from numpy import float64
from numpy.typing import ArrayLike

from derive.runtime._arguments import Array
from derive.runtime._elementwise import Bound, elementwise, together
from derive.runtime._fixed import Fixed, one_number
from derive.runtime._info import Info
from derive.runtime._jit import inline, jit

parameters = ("c", "loc", "scale")
differentiable = ("c", "loc", "scale")


@inline
def _dz_dc(z: float, c: float, loc: float = 0.0, scale: float = 1.0) -> float:
    z, c, loc, scale = float64(z), float64(c), float64(loc), float64(scale)
    distance = z - loc
    ratio = distance / scale
    inside = (ratio > 0.0) & (c > 0.0) & (scale > 0.0)
    value = -distance * log(ratio if inside else nan) / c
    return value if inside else nan


@jit
def _dz_dc_fixed(z: Array, c: float, loc: float, scale: float, out: Array) -> None:
    for i in range(z.size):
        out[i] = _dz_dc(z[i], c, loc, scale)


@jit
def _dz_dc_arrays(z: Array, c: Array, loc: Array, scale: Array, out: Array) -> None:
    for i in range(z.size):
        out[i] = _dz_dc(z[i], c[i], loc[i], scale[i])


@elementwise(
    _dz_dc,
    _dz_dc_fixed,
    _dz_dc_arrays,
    Info(
        parameter="c",
        formula=r"-\frac{z - loc}{c} \log\frac{z - loc}{scale}",
        domain="1e-3 <= c <= 1e3",
        worst=1.9,
        median=0.4,
        regimes=("closed form on the support",),
        source="reduction to expon by (z/scale)**c",
    ),
)
def dz_dc(
    z: ArrayLike, c: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, out: Any = None
) -> Bound:
    """Derivative of a Weibull variate z with respect to its shape c."""
    return (z, c, loc, scale), out


class Gradient(NamedTuple):
    """The derivatives of z with respect to every parameter."""

    c: Any
    loc: Any
    scale: Any


@inline
def _gradient(
    z: float, c: float, loc: float = 0.0, scale: float = 1.0
) -> tuple[float, float, float]:
    z, c, loc, scale = float64(z), float64(c), float64(loc), float64(scale)
    distance = z - loc
    ratio = distance / scale
    inside = (ratio > 0.0) & (c > 0.0) & (scale > 0.0)
    shape = -distance * log(ratio if inside else nan) / c
    one = 1.0
    return shape if inside else nan, one if inside else nan, ratio if inside else nan


@jit
def _gradient_fixed(
    z: Array, c: float, loc: float, scale: float, dz_dc: Array, dz_dloc: Array, dz_dscale: Array
) -> None:
    for i in range(z.size):
        dz_dc[i], dz_dloc[i], dz_dscale[i] = _gradient(z[i], c, loc, scale)


@jit
def _gradient_arrays(
    z: Array, c: Array, loc: Array, scale: Array, dz_dc: Array, dz_dloc: Array, dz_dscale: Array
) -> None:
    for i in range(z.size):
        dz_dc[i], dz_dloc[i], dz_dscale[i] = _gradient(z[i], c[i], loc[i], scale[i])


@together(Gradient, _gradient, _gradient_fixed, _gradient_arrays)
def gradient(
    z: ArrayLike, c: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, out: Any = None
) -> Bound:
    """All derivatives of a Weibull variate z in one pass."""
    return (z, c, loc, scale), out


class At(NamedTuple):
    """The derivatives of one Weibull family, its shape c given."""

    c: float
    dz_dc: Fixed[Any]
    gradient: Fixed[Gradient]


def at(*, c: float) -> At:
    """The family with shape c: the same derivatives as functions of z, loc and scale."""
    c = one_number("at", "c", c)
    return At(c, Fixed(dz_dc, c), Fixed(gradient, c))
