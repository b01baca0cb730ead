"""A polynomial in (w, 1/a, mu) that equals the correction of the large-a expansion to double.

Input: ranges of w and of a. Output: coefficients, and the text that evaluates them. The expansion
is interpolated at Chebyshev points in each variable (Trefethen, Approximation Theory and
Approximation Practice, chapter 4); terms below the tolerance are left out, which leaves a fraction
of the terms of the expansion itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from mpmath import mp, mpf

from derive.approximation import DIGITS, powers_of
from derive.primitives._notation import Constants
from derive.roots._beta_equation import corrections
from derive.roots._fixed_point import POINT, Tensor, fixed, real, times

#: Points in 1/a, mu and w.
COUNTS = (12, 12, 26)
TOLERANCE = 1e-16


@dataclass(frozen=True)
class Box:
    """``low <= w <= high`` and ``least <= a <= most``; mu is in [0, 1].

    ``tolerance`` is what the correction may be off by. It is divided by a in the rate, so by
    default it counts relative to ``least``.
    """

    low: float
    high: float
    least: float
    most: float = np.inf
    tolerance: float | None = None

    @property
    def intervals(self) -> tuple[tuple[Any, Any], ...]:
        """Those of 1/a, mu and w, the order of the axes."""
        inverse = (1 / mpf(self.most), 1 / mpf(self.least))
        return inverse, (mpf(0), mpf(1)), (mpf(self.low), mpf(self.high))


def nodes(interval: tuple[Any, Any], count: int) -> list[Any]:
    """The Chebyshev points of ``interval``."""
    low, high = interval
    angles = [mp.pi * (2 * j + 1) / (2 * count) for j in range(count)]
    return [(low + high) / 2 + (high - low) / 2 * mp.cos(t) for t in angles]


def orthogonality(count: int) -> Tensor:
    """Values at the Chebyshev points to coefficients of T_0, T_1, ..."""
    angles = [mp.pi * (2 * j + 1) / (2 * count) for j in range(count)]
    return fixed([[mp.cos(k * t) * (2 if k else 1) / count for t in angles] for k in range(count)])


def along(matrix: Tensor, tensor: Tensor, axis: int) -> Tensor:
    """``matrix`` applied along ``axis``."""
    turned = np.moveaxis(tensor, axis, 0)
    flat = times(matrix, turned.reshape(turned.shape[0], -1))
    return np.moveaxis(flat.reshape(-1, *turned.shape[1:]), 0, axis)


def chebyshev_series(box: Box) -> Tensor:
    """Coefficients of T_k(1/a) T_l(mu) T_j(w), all three in local variables, in fixed point."""
    inverses, mus, ws = (nodes(i, c) for i, c in zip(box.intervals, COUNTS, strict=True))
    tensor = np.stack([corrections(mu, ws, inverses) for mu in mus], axis=1)
    for axis, count in enumerate(COUNTS):
        tensor = along(orthogonality(count), tensor, axis)
    return tensor


def local_powers(interval: tuple[Any, Any], count: int) -> Tensor:
    """Coefficients of T_0, T_1, ... in the local variable to those of powers of the variable."""
    low, high = interval
    slope, constant = 2 / (high - low), -(high + low) / (high - low)
    units = [[mpf(int(k == j)) for j in range(count)] for k in range(count)]
    columns = [powers_of(unit, constant, slope) for unit in units]
    return fixed(columns).T


def fit(box: Box) -> tuple[tuple[tuple[float, ...], ...], ...]:
    """Coefficients by power of 1/a, then of mu, then of w, each row as long as it must be."""
    tolerance = box.tolerance or TOLERANCE * box.least
    with mp.workdps(DIGITS):
        series = chebyshev_series(box)
        kept = np.abs(series) > int(mp.ldexp(tolerance, POINT))
        powers = np.where(kept, series, 0)
        for axis, (interval, count) in enumerate(zip(box.intervals, COUNTS, strict=True)):
            powers = along(local_powers(interval, count), powers, axis)
        return tuple(cut(kept[k:], powers[k]) for k in range(COUNTS[0]) if kept[k:].any())


def cut(kept: Tensor, plane: Tensor) -> tuple[tuple[float, ...], ...]:
    """The rows of one power of 1/a without the powers that no kept term of this or more reaches."""
    rows = []
    for l in range(plane.shape[0]):
        reached = np.nonzero(kept[:, l:].any(axis=(0, 1)))[0]
        if reached.size:
            rows.append(tuple(float(real(c)) for c in plane[l, : reached[-1] + 1]))
    return tuple(rows)


def horner(terms: list[str], argument: str) -> str:
    """The polynomial whose coefficients are names."""
    text = terms[-1]
    for term in reversed(terms[:-1]):
        text = f"fma({text}, {argument}, {term})"
    return text


def text(box: Box) -> tuple[str, Constants]:
    """Lines that assign ``correction`` from ``w``, ``inverse_a``, ``mu``, and their constants."""
    lines, constants, outer = [], Constants(), []
    for k, plane in enumerate(fit(box)):
        for l, row in enumerate(plane):
            constants[f"C_{k}_{l}"] = row
            lines.append(f"c_{k}_{l} = C_{k}_{l}(w)")
        lines.append(f"c_{k} = {horner([f'c_{k}_{l}' for l in range(len(plane))], 'mu')}")
        outer.append(f"c_{k}")
    return "\n".join([*lines, f"correction = {horner(outer, 'inverse_a')}"]), constants
