"""Closed: phi in closed form, F^{-1}(F(z; theta); tau) with all shapes moved. Family in.

Written down from the stated laws or through the map to a base, then planned like a velocity: the
rewriting of least error in the model of float64 is taken, if it keeps its digits; else phi is
integrated. Where no rule finds a good form ``stated`` may have one, which is proved and measured.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice

from sympy import Expr, I, Piecewise, Symbol

from derive.catalogue import resolve
from derive.derivation.explicit import Y, invert_map, state_cdf, state_quantile
from derive.derivation.shorten import length, shorten
from derive.family import Family, SpecError, U
from derive.plan.choose import worst_error
from derive.transport.aim import aim, is_proved
from derive.transport.path import to_name
from derive.transport.rewrite import list_forms
from derive.transport.stated import stated

#: An error, in eps * max(1, cond), with which a form is taken; and at how many points first.
GOOD, FEW = 4.0, 8
#: Operations of an image above which its forms are not tried, which takes SymPy ten seconds.
LONGEST = 80

Symbols = Mapping[Symbol, Symbol]


def targets_of(family: Family) -> Symbols:
    """The shapes of tau by those of theta."""
    return {p.symbol: Symbol(to_name(p.name), **p.symbol.assumptions0) for p in family.parameters}


def symbols_of(family: Family) -> tuple[Symbol, ...]:
    """The variable, the shapes of theta and those of tau."""
    shapes = targets_of(family)
    return (family.variable, *shapes, *shapes.values())


@cache
def closed_image(family: Family) -> Expr | None:
    """phi in z and the shapes of theta and tau; None where no form keeps its digits."""
    if family.log_density is not None or not family.parameters:
        return None
    return stated_image(family) or found_image(family)


def stated_image(family: Family) -> Expr | None:
    """The form that ``stated`` has; SpecError where it is not phi or loses digits."""
    form = stated(family, tuple(targets_of(family).values()))
    if form is None:
        return None
    targets = list(aim(family, form, symbols_of(family)))
    wrong = [t for t in targets if not is_proved(family, t)]
    error = worst_error(form, targets)
    if wrong or error > GOOD:
        raise SpecError(
            f"family {family.name}: the stated form of its map is wrong at {len(wrong)} of "
            f"{len(targets)} points, its error {error:.1f} eps; mend it in transport/stated"
        )
    return form


def found_image(family: Family) -> Expr | None:
    """The best form that the rules find."""
    images = list(dict.fromkeys(list_images(family)))
    forms = [form for image in images for form in list_forms(image)]
    if not forms:
        return None
    targets = aim(family, images[0], symbols_of(family))
    few = list(islice(targets, FEW))
    forms = [form for form in forms if worst_error(form, few) <= GOOD]
    if not few or not forms:
        return None
    whole = [*few, *targets]
    best = min(forms, key=lambda form: worst_error(form, whole))
    return best if worst_error(best, whole) <= GOOD else None


@cache
def readable_image(family: Family) -> Expr | None:
    """The shortest formula of phi, where there is a closed form that keeps its digits."""
    closed = closed_image(family)
    return None if closed is None else min([*list_images(family), closed], key=length)


def list_images(family: Family) -> Iterator[Expr]:
    """phi through the map to the base, and by the cdf and the quantile; each shortened too."""
    direct = [e for e in (through_base(family), through_level(family)) if e is not None]
    for image in direct or through_inverse(family):
        if not image.has(I):
            yield image
            yield shorten(image)


def through_inverse(family: Family) -> Iterator[Expr]:
    """The same with a cdf that SymPy inverts, in either tail, where that is no long formula."""
    from derive.law import state  # which takes rewrites from here

    quantiles, tails = state.quantiles(family), state.tails(family)
    if quantiles is None or tails is None or family.periodic:
        return
    for quantile, tail in zip(quantiles, tails, strict=True):
        image = quantile.subs(targets_of(family), simultaneous=True).subs(U, tail)
        # Pieces are tried at a few points each, which does not show where one of them cancels.
        if image.count_ops() <= LONGEST and not image.has(Piecewise):
            yield image


def through_level(family: Family) -> Expr | None:
    """Q(F(z; theta); tau) where both are elementary."""
    cdf, quantile = state_cdf(family), state_quantile(family)
    if cdf is None or quantile is None:
        return None
    return quantile.subs(targets_of(family), simultaneous=True).subs(U, cdf)


def through_base(family: Family) -> Expr | None:
    """H(G(z; theta); tau), H the inverse of the map G, where the base's own law does not move."""
    reduction = family.reduction
    if reduction is None or reduction.folded or resolve(reduction.base).parameters:
        return None
    inverse = invert_map(family)
    if inverse is None:
        return None
    return inverse.subs(targets_of(family), simultaneous=True).subs(Y, reduction.map)
