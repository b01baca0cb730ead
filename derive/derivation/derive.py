"""Choose the route for each parameter, and derive by every route that applies."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from functools import cache

from derive.catalogue import is_shipped, resolve
from derive.derivation.continuity import derive_continuity
from derive.derivation.explicit import derive_explicit
from derive.derivation.implicit import derive_implicit, pieces
from derive.derivation.inverse import derive_inverse
from derive.derivation.location import derive_location, derive_scale
from derive.derivation.patience import noted, unhurried
from derive.derivation.reduction import derive_reduction
from derive.derivation.score import derive_score
from derive.derivation.shorten import length
from derive.derivation.step import Derivation
from derive.domain import LOC, SCALE
from derive.family import Family


@cache
def derive(family: Family, parameter: str) -> Derivation:
    """The derivation of dz/d(parameter); LookupError where the family has no such parameter."""
    if parameter not in family.differentiable:
        raise LookupError(
            f"family {family.name} has no velocity in {parameter!r}; "
            f"it has them in {', '.join(family.differentiable)}"
        )
    if family.located_scaled and parameter == LOC.name:
        return derive_location(family)
    if family.located_scaled and parameter == SCALE.name:
        return derive_scale(family)
    with noted() as notes, unhurried() if is_shipped(family) else nullcontext():
        found = choose(derive_shape(family, parameter))
    return replace(found, notes=tuple(f"{n}; the {found.route} route was taken" for n in notes))


def derive_shape(family: Family, parameter: str) -> list[Derivation]:
    """One derivation by each route that applies to a shape."""
    theta = next(p.symbol for p in family.parameters if p.name == parameter)
    if parameter in family.velocities:
        return [derive_continuity(family, theta)]
    if family.is_density_only:
        return [derive_score(family, theta)]
    found = [derive_explicit(family, theta)]
    if family.reduction is not None:
        found.append(derive_reduction(family, theta))
    if pieces(family):
        found.append(derive_implicit(family, theta))
    routes = [d for d in found if d is not None]
    return routes or [derive_inverse(family, theta)]


def choose(routes: list[Derivation]) -> Derivation:
    """The derivation with the shortest result; the others' results stand beside it."""
    best = min(routes, key=lambda d: length(d.velocity))
    also = tuple((d.route, d.velocity) for d in routes if d is not best)
    return replace(best, also=also)


def derive_all(family: Family) -> tuple[Derivation, ...]:
    """The derivations of every differentiable parameter, in order."""
    return tuple(derive(family, name) for name in family.differentiable)


def derivation(family: str | Family, parameter: str) -> Derivation:
    """The derivation of dz/d(parameter) of a family, or of one of the catalogue by its name."""
    return derive(resolve(family), parameter)
