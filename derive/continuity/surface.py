"""Polynomials in two variables for a rectangle, from values of a smooth function.

Input: values at the products of Chebyshev points. Output: the Chebyshev interpolant without
its terms below a tolerance, as a polynomial in the first variable whose coefficients are
polynomials in the second. Terms are dropped from the Chebyshev series, not from powers, which
makes the result shorter than a Taylor series of the same accuracy (Lanczos' economisation).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mpmath import mp, mpf

from derive.approximation import powers_of

Real = Any
Matrix = list[list[Real]]


def points(size: int) -> list[Real]:
    """The ``size`` Chebyshev points of [-1, 1]."""
    return [mp.cos(mp.pi * (2 * j + 1) / (2 * size)) for j in range(size)]


def transform(values: Matrix) -> Matrix:
    """Coefficients c with ``sum c[i][j] T_i(x) T_j(y)`` equal to ``values`` at the points."""
    size = len(values)
    angles = [mp.pi * (2 * j + 1) / (2 * size) for j in range(size)]
    basis = [[mp.cos(k * a) * (2 if k else 1) / size for a in angles] for k in range(size)]
    along = [[mp.fdot(row, b) for b in basis] for row in values]
    columns = list(zip(*along, strict=True))
    return [[mp.fdot(column, b) for column in columns] for b in basis]


def staircase(surfaces: Sequence[Matrix], tolerance: float) -> list[int]:
    """For each power of x, how many terms in y are needed in any of ``surfaces``.

    A term counts as needed when it is above ``tolerance`` times the constant term. Decreasing.
    """
    size = len(surfaces[0])
    counts = [
        max(
            (
                j + 1
                for s in surfaces
                for j in range(size)
                if abs(s[i][j]) > tolerance * abs(s[0][0])
            ),
            default=0,
        )
        for i in range(size)
    ]
    counts = [max(counts[i:]) for i in range(size)]
    if counts[0] == size or counts[-1]:
        raise ArithmeticError(
            f"{size} points do not resolve the function to {tolerance}; take more"
        )
    return [c for c in counts if c]


def powers(
    surface: Matrix, counts: Sequence[int], outer: tuple[Real, Real], inner: tuple[Real, Real]
) -> list[list[Real]]:
    """The kept terms in powers of s and r, where x = outer[0] + outer[1] s, y likewise of r.

    Entry i is the list of coefficients, in powers of r, of s^i; it has ``counts[i]`` entries.
    """
    kept = [
        powers_of(row[:count], *inner)
        for row, count in zip(surface[: len(counts)], counts, strict=True)
    ]
    columns = [
        powers_of([row[j] if j < len(row) else mpf(0) for row in kept], *outer)
        for j in range(counts[0])
    ]
    return [[columns[j][i] for j in range(count)] for i, count in enumerate(counts)]


def sum_powers(target: str, outer: str, sums: Sequence[str]) -> str:
    """Assignments that leave ``sum sums[i] outer^i`` in ``target``, a name for each partial sum."""
    lines = [f"{target}_{len(sums) - 1} = {sums[-1]}"]
    for i in reversed(range(len(sums) - 1)):
        name = f"{target}_{i}" if i else target
        lines.append(f"{name} = fma({target}_{i + 1}, {outer}, {sums[i]})")
    return "\n".join(lines)


def entries(counts: Sequence[int], inner: str) -> list[str]:
    """The polynomials in ``inner`` whose coefficients are the ``ROW`` that ``flatten`` makes."""
    starts = [sum(counts[:i]) for i in range(len(counts))]
    found = []
    for start, count in zip(starts, counts, strict=True):
        text = f"ROW[{start + count - 1}]"
        for column in reversed(range(start, start + count - 1)):
            text = f"fma({text}, {inner}, ROW[{column}])"
        found.append(text)
    return found


def flatten(coefficients: Sequence[Sequence[Real]]) -> tuple[float, ...]:
    """The coefficients as one row of a table."""
    return tuple(float(c) for row in coefficients for c in row)
