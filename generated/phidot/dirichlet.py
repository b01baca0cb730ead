# Copied by `make` from derive/runtime; edit it there.
"""Dirichlet: derivatives of a realisation z on the simplex with respect to the shapes alpha,
the random numbers held fixed. Named as in scipy.stats.dirichlet.

dz_dalpha gives the Jacobian matrix, dz_i/dalpha_j.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ._arguments import Array, as_array, promote, read
from ._beta_rate import root  # type: ignore[import-untyped]
from ._scratch import BLOCK

__all__ = ["dz_dalpha"]

name = "dirichlet"
title = "Dirichlet"
parameters = differentiable = ("alpha",)

#: How far the components may be from adding up to 1; scipy.stats.dirichlet allows as much.
SLACK = 1e-9


def dz_dalpha(z: ArrayLike, alpha: ArrayLike) -> Any:
    """The matrix dz_i/dalpha_j of a variate on the simplex.

    z and alpha have the shape (..., n), n at least 2, and broadcast against each other but for
    the last axis; the result has the shape (..., n, n). ValueError where the last axes differ.

        dz_i/dalpha_j = v(z_j) (delta_ij - z_i) / (1 - z_j)

    with v = dz/da of beta(a = alpha_j, b = sum of the others). In more than one dimension the
    continuity equation has many solutions; this one moves z_j and scales all others alike, as a
    sampler does that divides gamma variates by their sum and holds the others' ratios.

    nan where a component of z is negative, the components do not add up to 1 within 1e-9, or an
    alpha is not a positive number. At z_j = 0 the column j is 0, its limit.
    """
    values = [read("dz_dalpha", label, value) for label, value in (("z", z), ("alpha", alpha))]
    dtype = promote(values)
    point, shapes = broadcast(*(np.asarray(as_array(v), np.float64) for v in values))
    rest, others = complement(point), complement(shapes)
    inside = is_inside(point, shapes)
    rates = evaluate(point, rest, shapes, others)
    with np.errstate(invalid="ignore"):
        moved = np.where(point > 0.0, point * rates, 0.0)
        jacobian = -point[..., :, None] * moved[..., None, :]
    diagonal = np.arange(point.shape[-1])
    jacobian[..., diagonal, diagonal] = moved * rest
    jacobian[~inside] = np.nan
    return jacobian.astype(dtype, copy=False)


def broadcast(point: Array, shapes: Array) -> tuple[Array, Array]:
    """Both arguments in their common shape."""
    if point.ndim == 0 or shapes.ndim == 0 or point.shape[-1] != shapes.shape[-1]:
        raise ValueError(
            f"dz_dalpha: z has shape {point.shape} and alpha {shapes.shape}; "
            "their last axes must have the same length"
        )
    if point.shape[-1] < 2:
        raise ValueError("dz_dalpha: the last axis has length 1; a simplex needs at least 2")
    first, second = np.broadcast_arrays(point, shapes)
    return first, second


def complement(values: Array) -> Array:
    """For each element of the last axis the sum of all others, without subtraction."""
    before = np.zeros_like(values)
    np.cumsum(values[..., :-1], axis=-1, out=before[..., 1:])
    after = np.zeros_like(values)
    after[..., :-1] = np.cumsum(values[..., :0:-1], axis=-1)[..., ::-1]
    total: Array = before + after
    return total


def is_inside(point: Array, shapes: Array) -> NDArray[np.bool_]:
    """Which points lie on the simplex, with shapes that are positive numbers."""
    on_simplex = np.all(point >= 0.0, axis=-1) & (np.abs(point.sum(axis=-1) - 1.0) <= SLACK)
    legal: NDArray[np.bool_] = on_simplex & np.all((shapes > 0.0) & (shapes < np.inf), axis=-1)
    return legal


def evaluate(*arguments: Array) -> Array:
    """The rate of beta at every component."""
    flat = [np.ascontiguousarray(a).reshape(-1) for a in arguments]
    out = np.empty(flat[0].size)
    for start in range(0, out.size, BLOCK):
        cut = slice(start, start + BLOCK)
        root(tuple(a[cut] for a in flat), out[cut])
    return out.reshape(arguments[0].shape)
