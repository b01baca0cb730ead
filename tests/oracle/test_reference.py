"""The oracle against the published 25-digit velocities, for every family of the catalogue."""

from __future__ import annotations

import json
from collections import defaultdict
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from mpmath import mp
from sympy import Integral

from derive import catalogue
from derive.domain import LOC, SCALE
from derive.family import Family
from derive.oracle.law import support
from derive.oracle.velocity import velocity

REFERENCE = Path(__file__).parents[1] / "reference" / "public.jsonl"
DIGITS, TOLERANCE = 24, 1e-22
ROWS = 3


@cache
def reference() -> dict[str, list[dict[str, Any]]]:
    rows = defaultdict(list)
    for line in REFERENCE.read_text().splitlines():
        row = json.loads(line)
        rows[row["family"]].append(row)
    return dict(rows)


def standard(row: dict[str, Any]) -> tuple[Fraction, dict[str, Fraction]]:
    """The exact realisation of the standard member, and all parameters."""
    parameters = {name: Fraction(float(text)) for name, text in row["params"].items()}
    z = Fraction(float(row["z"]))
    return (z - parameters[LOC.name]) / parameters[SCALE.name], parameters


def chosen(family: Family) -> list[dict[str, Any]]:
    """A few rows from both tails and the middle, inside the support of the standard member."""
    rows = []
    for row in sorted(reference()[family.name], key=lambda r: float(r["logtail"])):
        z, parameters = standard(row)
        low, high = support(family, parameters)
        if low < mp.mpf(z.numerator) / z.denominator < high:
            rows.append(row)
    return rows[-1:] if by_quadrature(family) else rows[:: max(1, len(rows) // ROWS)][:ROWS]


def by_quadrature(family: Family) -> bool:
    """True where one evaluation of the law costs an integral; one row is enough time then."""
    laws = [family.cdf, family.sf, *(e for b in family.branches for e in (b.cdf, b.sf))]
    return any(e is not None and e.has(Integral) for e in laws)


def asked(family: Family) -> tuple[str, ...]:
    """The parameters to compare: of a log-density only the shapes, loc and scale being slow."""
    if family.log_density is None:
        return family.differentiable
    return tuple(p.name for p in family.parameters)


@pytest.mark.parametrize("name", [n for n in catalogue.names() if n in reference()])
def test_velocities_agree_with_the_reference(name: str) -> None:
    family = catalogue.load(name)
    rows = chosen(family)
    assert rows
    for row in rows:
        z, parameters = standard(row)
        for wrt in asked(family):
            expected = mp.mpf(row["v"][wrt]) if wrt != LOC.name else mp.mpf(1)
            unit = mp.mpf(1) if wrt in (LOC.name, SCALE.name) else parameters[SCALE.name]
            with mp.workdps(40):
                found = velocity(family, wrt, z, parameters, DIGITS) * to_mpf(unit)
                expected = mp.mpf(row["v"][wrt])
                assert abs(found - expected) <= TOLERANCE * abs(expected), (row, wrt, found)


def to_mpf(x: Any) -> Any:
    return mp.mpf(x.numerator) / x.denominator if isinstance(x, Fraction) else x
