"""Folded: an even law by its half z > 0, on which the density may be singular at one end only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from mpmath import mp
from sympy import Integer, log

from derive.family import Family
from derive.oracle.numeric import exact

Point = Mapping[str, Any]


def is_folded(family: Family) -> bool:
    """Whether the family says that it reduces by |z|."""
    return family.reduction is not None and family.reduction.folded


@cache
def halved(family: Family) -> Family:
    """The law of |z|."""
    assert family.log_density is not None
    return replace(
        family, support=(Integer(0), family.support[1]), log_density=family.log_density + log(2),
        reduction=None, even=False,
    )  # fmt: skip


def fold(family: Family, point: Point) -> tuple[Point, int]:
    """``point`` at |z|, and the sign of z."""
    z = exact(point[family.variable.name])
    return {**point, family.variable.name: abs(z)}, int(mp.sign(z))
