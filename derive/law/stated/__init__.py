"""Stated: forms of the law's functions that no rule finds, by family and by function.

Each is one more candidate: it is measured against exact values as the others are, so a wrong one is
never taken. A function of the variable and the shapes gives {name: form}; the names are those of
the public functions, a score's with its parameter (``score_c``), and ``along`` for d log p/dz.
Quantiles are in u, the probability below z for ``ppf`` and above it for ``isf``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from sympy import Expr

from derive.catalogue import is_shipped
from derive.family import Family
from derive.law.stated import (
    angles,
    betas,
    bounded,
    gammas,
    masses,
    normal,
    powers,
    quantile,
    remote,
    truncated,
)

Forms = Mapping[str, Expr]

STATED: tuple[Mapping[str, Callable[..., Forms]], ...] = (
    angles.FORMS,
    betas.FORMS,
    bounded.FORMS,
    gammas.FORMS,
    masses.FORMS,
    normal.FORMS,
    powers.FORMS,
    quantile.FORMS,
    remote.FORMS,
    truncated.FORMS,
)


@cache
def stated(family: Family) -> Forms:
    """The forms that are stated for a family of the catalogue."""
    if not is_shipped(family):
        return {}
    symbols = (family.variable, *(p.symbol for p in family.parameters))
    made = [forms[family.name](*symbols) for forms in STATED if family.name in forms]
    return {name: form for forms in made for name, form in forms.items()}
