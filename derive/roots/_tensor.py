"""Polynomials in two variables on rectangles, from values of analytic functions.

Input: one function and rectangle for each cell of a tiled regime. Output: the cells' rows of
coefficients, and the text that evaluates any of them.

Each function is interpolated at a grid of Chebyshev points. Of the terms T_i T_j those are kept
that matter in some cell.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Final

from mpmath import mp

from derive.roots._tensor_basis import (
    NEGLIGIBLE,
    Interval,
    image,
    interpolate,
    local,
    nodes,
    powers,
)

Real = Any

#: The sum of the terms left out, relative to the function's least magnitude, stays below this.
TOLERANCE: Final = 2.0**-51

#: Columns of a row before its coefficients: slope and constant of local u, and of local s.
PLACE: Final = 4


@dataclass(frozen=True)
class Patch:
    """A function of u and s on a rectangle; ``least`` is its least magnitude, if not the grid's."""

    function: Callable[[Real, Real], Real]
    u: Interval
    s: Interval
    least: float | None = None


@dataclass(frozen=True)
class Tiles:
    """``lengths[i]`` powers of s go with u^i; a row is the two local coordinates, then these."""

    lengths: tuple[int, ...]
    rows: tuple[tuple[float, ...], ...]


def fit(patches: Sequence[Patch], m: int, n: int) -> Tiles:
    """The patches' polynomials, of degree below m in u and below n in s.

    ArithmeticError if that is too low a degree for one of them.
    """
    fitted = [transform(p, m, n) for p in patches]
    lengths = matter(fitted)
    for patch, series in zip(patches, fitted, strict=True):
        left = series.left_out(lengths)
        if left > TOLERANCE or lengths[m] or lengths[0] > n:
            raise ArithmeticError(
                f"degrees {m}, {n} leave {float(left):.1e} on {patch.u} x {patch.s}; raise them"
            )
    kept = tuple(k for k in lengths if k)
    places = [(*local(p.u), *local(p.s)) for p in patches]
    rows = [flatten(f.series, kept) for f in fitted]
    return Tiles(kept, tuple((*p, *r) for p, r in zip(places, rows, strict=True)))


@dataclass(frozen=True)
class Fitted:
    """Chebyshev coefficients, ``series[i][j]`` that of T_i(u) T_j(s), and what they are held to."""

    series: list[list[Real]]
    least: Real

    def needed(self, i: int) -> int:
        """How many powers of s matter beside T_i(u)."""
        matters = [abs(c) > NEGLIGIBLE * self.least for c in self.series[i]]
        return max((j + 1 for j, yes in enumerate(matters) if yes), default=0)

    def left_out(self, lengths: Sequence[int]) -> Real:
        parts = zip(self.series, lengths, strict=True)
        return mp.fsum(abs(c) for part, k in parts for c in part[k:]) / self.least


def transform(patch: Patch, m: int, n: int) -> Fitted:
    along_u = [image(patch.u, x) for x in nodes(m)]
    values = [[patch.function(x, image(patch.s, y)) for x in along_u] for y in nodes(n)]
    columns = [interpolate(line) for line in values]
    series = [interpolate([c[i] for c in columns]) for i in range(m + 1)]
    return Fitted(series, patch.least or min(abs(v) for part in values for v in part))


def matter(fitted: Sequence[Fitted]) -> list[int]:
    """Powers of s needed beside each power of u in any cell; T_i T_j has all lower ones too."""
    needed = [max(f.needed(i) for f in fitted) for i in range(len(fitted[0].series))]
    return list(accumulate(reversed(needed), max))[::-1]


def flatten(series: Sequence[Sequence[Real]], lengths: Sequence[int]) -> tuple[float, ...]:
    """The kept terms in powers of both variables: those of u^0 by powers of s, then u^1, ..."""
    cut = [powers(part[:k]) for part, k in zip(series, lengths, strict=False)]
    columns = [powers([part[j] for part in cut if j < len(part)]) for j in range(lengths[0])]
    return tuple(float(columns[j][i]) for i, k in enumerate(lengths) for j in range(k))


def polynomial_text(target: str, variable: str, entries: Sequence[str]) -> str:
    """``target`` = entries[0] + entries[1] variable + ... by Horner's rule."""
    expression = entries[-1]
    for entry in reversed(entries[:-1]):
        expression = f"fma({expression}, {variable}, {entry})"
    return f"{target} = {expression}"


def text(target: str, lengths: Sequence[int], start: int = PLACE) -> str:
    """Lines that evaluate the coefficients from column ``start`` on, at local ``u`` and ``s``.

    The sums over powers of s come first: they depend on the parameter alone.
    """
    lines: list[str] = []
    for i, length in enumerate(lengths):
        columns = range(start, start + length)
        lines.append(polynomial_text(f"{target}_{i}", "s", [f"ROW[{c}]" for c in columns]))
        start += length
    parts = [f"{target}_{i}" for i in range(len(lengths))]
    return "\n".join([*lines, polynomial_text(target, "u", parts)])
