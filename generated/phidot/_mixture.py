# Copied by `make` from derive/runtime; edit it there.
"""Mixtures of n members of one family: from each member's tails to the derivatives of a variate.

A member's row holds log p, log F, log(1 - F), F/p, (1 - F)/p, which tail is the lighter one, and
its own velocities. Nothing underflows: only differences of logarithms are raised, and a tail
enters over its own density. The difference of two log p costs |log p| eps, which is within what a
rounding of z costs for tails that fall exponentially; for members with heavy tails it is the error:
below 700 eps where F is 1e-300.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import exp, inf, log1p, nan
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from ._arguments import Array, as_array, promote, read
from ._jit import decorate

#: Where each quantity stands in a member's row.
DENSITY, LOG_LOWER, LOG_UPPER, LOWER, UPPER, IS_LOWER, OWN = range(7)


def inlined(function: Any) -> Any:
    return decorate(function)


@inlined
def log_sum(rows: Array, weights: Array) -> tuple[float, float]:
    """The largest log p, and p over its exponential."""
    largest = -inf
    for k in range(weights.size):
        if weights[k] > 0.0 and not rows[k, DENSITY] <= largest:
            largest = rows[k, DENSITY]
    total = 0.0
    for k in range(weights.size):
        if weights[k] > 0.0:
            total += weights[k] * exp(rows[k, DENSITY] - largest)
    return largest, total


@inlined
def is_left(rows: Array, weights: Array) -> bool:
    """Whether F is at most one half."""
    below = 0.0
    for k in range(weights.size):
        below += weights[k] * exp(rows[k, LOG_LOWER])
    return below <= 0.5


@inlined
def tail_over_density(row: Any, left: bool, largest: float, total: float) -> Any:
    """F_k/p on the left, (1 - F_k)/p on the right."""
    light = (row[IS_LOWER] > 0.0) == left
    if light:
        own = row[LOWER] if left else row[UPPER]
        share = exp(row[DENSITY] - largest)
        if share > 0.0:
            return own * (share / total)
        return exp((row[LOG_LOWER] if left else row[LOG_UPPER]) - largest) / total
    other = row[LOG_UPPER] if left else row[LOG_LOWER]
    return exp(log1p(-exp(other)) - largest) / total


@inlined
def combine(rows: Array, weights: Array, tails: Array, out: Array) -> None:
    """The derivatives with respect to the weights and to the members' parameters, a row a member.

    r_k v_k with r_k = w_k p_k/p, and -(F_k - F)/p as the sum of w_j (F_j - F_k)/p over the others.
    """
    largest, total = log_sum(rows, weights)
    if not largest > -inf:
        out[:] = nan
        return
    left = is_left(rows, weights)
    for k in range(weights.size):
        tails[k] = tail_over_density(rows[k], left, largest, total)
    for k in range(weights.size):
        moved = 0.0
        for j in range(weights.size):
            if weights[j] > 0.0 and j != k:
                moved += weights[j] * (tails[j] - tails[k])
        out[k, 0] = moved if left else -moved
        share = weights[k] * exp(rows[k, DENSITY] - largest) / total
        for i in range(1, out.shape[1]):
            out[k, i] = share * rows[k, OWN + i - 1] if share > 0.0 else 0.0


class Mixture:
    """The derivatives of a variate of a mixture of n members of one family.

    ``kernel`` fills an array (points, n, 1 + parameters) from z, the weights and the parameters.
    """

    def __init__(self, kernel: Callable[..., None], names: tuple[str, ...], result: Any) -> None:
        self.kernel, self.names, self.result = kernel, names, result

    def __call__(self, values: tuple[ArrayLike, ...]) -> NamedTuple:
        """All derivatives, each of the shape of z with a last axis of n members."""
        labels = ("z", "weights", *self.names)
        given = [read("gradient", n, v) for n, v in zip(labels, values, strict=True)]
        dtype = promote(given)
        z, *members = (np.asarray(as_array(v), np.float64) for v in given)
        if members[0].ndim == 0:
            raise ValueError("gradient: weights is one number; give an array, a weight a member")
        shape = common_shape(z, labels[1:], members)
        rows = [np.broadcast_to(m, shape).reshape(-1, shape[-1]) for m in members]
        flat = np.broadcast_to(z, shape[:-1]).reshape(-1)
        total = rows[0].sum(axis=-1, keepdims=True)
        legal = np.all((rows[0] >= 0.0) & (rows[0] < inf), axis=-1) & (total[:, 0] > 0.0)
        with np.errstate(invalid="ignore", divide="ignore"):
            scaled = rows[0] / total
        out = np.empty((flat.size, shape[-1], 1 + len(self.names)))
        self.kernel(
            np.ascontiguousarray(flat), *map(np.ascontiguousarray, (scaled, *rows[1:])), out
        )
        with np.errstate(invalid="ignore", divide="ignore"):
            out[:, :, 0] /= total
        out[~legal] = nan
        columns = (out[:, :, i].reshape(shape).astype(dtype) for i in range(out.shape[2]))
        found: NamedTuple = self.result(*columns)
        return found


def common_shape(z: Array, labels: tuple[str, ...], members: Sequence[Array]) -> tuple[int, ...]:
    """The shape of every derivative; ValueError names the argument whose members do not fit."""
    count = members[0].shape[-1]
    for label, m in zip(labels, members, strict=True):
        if m.ndim and m.shape[-1] not in (1, count):
            raise ValueError(
                f"gradient: weights has {count} members and {label} {m.shape[-1]}; "
                "their last axes must have the same length"
            )
    shape = np.broadcast_shapes((*z.shape, 1), *(m.shape for m in members))
    return (*shape[:-1], count)
