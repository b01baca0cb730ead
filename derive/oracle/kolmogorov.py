"""P(D_n < z), exactly, at the precision in force.

Durbin 1973 (Distribution Theory for Tests Based on the Sample Distribution Function, section 2.4)
as Marsaglia, Tsang and Wang write it (J. Statist. Softw. 8, 2003, doi:10.18637/jss.v008.i18): with
n z = k - h, 0 < h <= 1, it is n!/n^n times the middle entry of the n-th power of a matrix of order
2 k - 1. All entries are positive. For z >= 1/2 both one-sided statistics cannot exceed z at once.
"""

from __future__ import annotations

from operator import mul
from typing import Any

from mpmath import mp

#: Bits for what n products lose, and for entries smaller than the largest.
GUARD = 96


def kolmogorov(n: Any, z: Any) -> Any:
    """P(D_n < z) for 1/(2 n) <= z <= 1; a number of steps that grows as n^2 z."""
    count, z = int(n), mp.mpf(z)
    if 2 * z >= 1:
        return 1 - 2 * one_sided(count, z)
    k = int(mp.floor(count * z)) + 1
    bits = mp.prec + GUARD
    with mp.workprec(bits):
        entry = middle_of_power(count, k, band(matrix(k, k - count * z), bits), bits)
        value = entry * mp.factorial(count) / mp.mpf(count) ** count
    return +value


Row = tuple[int, list[int]]


def band(rows: list[list[Any]], bits: int) -> list[Row]:
    """The rows as whole multiples of 2^-bits, each from its first entry that is not 0 on."""
    whole = [[int(mp.ldexp(entry, bits)) for entry in row] for row in rows]
    starts = [next(i for i, entry in enumerate(row) if entry) for row in whole]
    return [(start, row[start:]) for start, row in zip(starts, whole, strict=True)]


def middle_of_power(n: int, k: int, rows: list[Row], bits: int) -> Any:
    """The k-th entry of the n-th power's k-th column; the largest entry is kept near 2^bits."""
    vector, exponent = [0] * (2 * k - 1), -bits
    vector[k - 1] = 1 << bits
    for _ in range(n):
        vector = [sum(map(mul, row, vector[start : start + len(row)])) for start, row in rows]
        excess = max(vector).bit_length() - bits
        vector = [entry >> excess for entry in vector]
        exponent += excess - bits
    return mp.ldexp(mp.mpf(vector[k - 1]), exponent)


def one_sided(n: int, z: Any) -> Any:
    """1 - F of the one-sided statistic (Birnbaum and Tingey 1951), a sum of positive terms."""
    places = ((j, z + mp.mpf(j) / n) for j in range(int(mp.floor(n * (1 - z))) + 1))
    return z * mp.fsum(mp.binomial(n, j) * x ** (j - 1) * (1 - x) ** (n - j) for j, x in places)


def matrix(k: int, h: Any) -> list[list[Any]]:
    """The rows up to the last entry that is not 0: 1/(i - j + 1)! but for two sides."""
    size = 2 * k - 1
    inverse = [1 / mp.factorial(j) for j in range(size + 1)]
    rows = [[inverse[i - j + 1] for j in range(min(i + 2, size))] for i in range(size)]
    for i in range(size):
        rows[i][0] = (1 - h ** (i + 1)) * inverse[i + 1]
        rows[-1][size - 1 - i] = (1 - h ** (i + 1)) * inverse[i + 1]
    corner = 1 - 2 * h**size + max(2 * h - 1, mp.zero) ** size
    rows[-1][0] = corner * inverse[size]
    return rows
