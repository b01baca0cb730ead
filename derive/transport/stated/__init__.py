"""Stated: closed forms of phi that no rule finds, by family.

Each is a candidate: it is proved equal to the law at many digits and measured as the rules' results
are (``transport.closed``), so a wrong one is never taken. A function of the variable, the shapes of
theta and those of tau gives the form.

In a law of several pieces the probability below z is carried where tau's lower piece holds the
image, that above z where the upper one does, each as a sum of positive terms in both pieces of
theta's law; an image that may be near 0 is never what a difference leaves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from sympy import Expr, Symbol

from derive.catalogue import is_shipped
from derive.family import Family
from derive.transport.stated import angles, interval, kappa, maps, normal, pieces, truncated

STATED: Mapping[str, Callable[..., Expr]] = {
    **angles.FORMS,
    **interval.FORMS,
    **kappa.FORMS,
    **maps.FORMS,
    **normal.FORMS,
    **pieces.FORMS,
    **truncated.FORMS,
}


def stated(family: Family, targets: Sequence[Symbol]) -> Expr | None:
    """The form that is stated for a family of the catalogue; ``targets`` are the shapes of tau."""
    if family.name not in STATED or not is_shipped(family):
        return None
    shapes = (p.symbol for p in family.parameters)
    return STATED[family.name](family.variable, *shapes, *targets)
