"""Pieces that all combinators share: names, parameters, velocities of a base in stable forms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import TypeAlias

from sympy import Expr, Symbol, oo, sympify

from derive.catalogue import is_shipped, load
from derive.derivation import derive
from derive.domain import Parameter, positive, real
from derive.emit import memory
from derive.family import Family, SpecError
from derive.plan.choose import choose

#: A parameter as a user may give it: with its domain, as a symbol whose assumptions tell it, or a
#: number.
Given: TypeAlias = Parameter | Expr | float


def read_family(base: str | Family) -> Family:
    """A family, or one of the catalogue by its name."""
    return base if isinstance(base, Family) else load(base)


def read_parameter(given: Given, positive_only: bool = False) -> tuple[Expr, tuple[Parameter, ...]]:
    """The expression and the parameters that it adds: one for a symbol, none for a number."""
    if isinstance(given, Parameter):
        return given.symbol, (given,)
    value = sympify(given)
    if not isinstance(value, Symbol):
        return value, ()
    if value.is_positive or positive_only:
        return value, (positive(value),)
    if value.is_real:
        return value, (real(value),)
    raise SpecError(
        f"the symbol {value} has no domain; give Symbol({str(value)!r}, real=True) or positive=True"
    )


def join(*groups: Iterable[Parameter]) -> tuple[Parameter, ...]:
    """All parameters in order; the same one in two places is one, shared."""
    found: dict[str, Parameter] = {}
    for parameter in (p for group in groups for p in group):
        other = found.setdefault(parameter.name, parameter)
        if other != parameter:
            raise SpecError(
                f"the parameter {parameter.name} is stated with two domains; rename one of them"
            )
    return tuple(found.values())


def variable_on(low: Expr) -> Symbol:
    """The variable z of a law whose support begins at ``low``."""
    return Symbol("z", positive=True) if low.is_nonnegative else Symbol("z", real=True)


@cache
def velocity(family: Family, parameter: str) -> Expr:
    """The stable form of a shape's velocity: as stated, as planned before, or planned now."""
    for stated in (family.stable, family.velocities):
        if parameter in stated:
            return stated[parameter]
    plans = memory.recall(family) if is_shipped(family) else None
    if plans is not None:
        return plans[parameter].form
    return choose(derive(family, parameter)).form


def name_of(kind: str, families: Sequence[Family]) -> str:
    """A name for what a combinator made."""
    return "_".join([kind, *(f.name for f in families)])


def is_line(family: Family) -> bool:
    """Whether the support is the whole real line."""
    return family.support == (-oo, oo)
