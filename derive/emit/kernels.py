"""Kernels: all functions of one family's module. Plans in, assembled functions out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from derive import ir
from derive.assemble import (
    Assembled,
    assemble_gradient,
    assemble_gradient_beside,
    assemble_one,
)
from derive.emit.called import list_quadratures
from derive.emit.staged import list_inverses
from derive.family import Family
from derive.plan import Plan
from derive.printer import print_body
from derive.variant import Variant, beside_complement, in_logarithm


@dataclass(frozen=True)
class Kernels:
    """The velocities by parameter and all in one pass, and their variants where there are any.

    ``logarithmic`` are the velocities of log z, ``beside`` and ``gradient_beside`` those with the
    complement given.
    """

    velocities: Mapping[str, Assembled]
    gradient: Assembled
    gradient_beside: Assembled | None
    logarithmic: Mapping[str, Assembled]
    beside: Mapping[str, Assembled]

    @cached_property
    def all(self) -> list[Assembled]:
        """Every kernel."""
        found = (
            *self.velocities.values(),
            self.gradient,
            self.gradient_beside,
            *self.logarithmic.values(),
            *self.beside.values(),
        )
        return [k for k in found if k is not None]

    @cached_property
    def constants(self) -> ir.Function | None:
        """The function of the shapes, which the kernels share."""
        return next((a.constants for a in self.all if a.constants), None)

    @cached_property
    def scalar(self) -> list[ir.Function]:
        """The kernels as functions of numbers, and the function of the shapes."""
        return [a.function for a in self.all] + ([self.constants] if self.constants else [])

    @cached_property
    def quadratures(self) -> list[ir.Function]:
        """The quadratures that these call."""
        return list_quadratures(self.scalar)

    @cached_property
    def inverses(self) -> list[ir.Function]:
        """The curves of the quantile functions that are inverted."""
        return list_inverses(self.all)

    def lines(self) -> list[str]:
        """The lines of every function, those of the stages too."""
        stages = [a.stages for a in self.all if a.stages]
        staged = [f for s in stages for f in (s.prepare, s.finish)]
        every = (*self.quadratures, *self.scalar, *staged, *self.inverses)
        return [line for f in every for line in print_body(f)]


def assemble_all(family: Family, plans: Mapping[str, Plan]) -> Kernels:
    """The kernels of a family."""
    return Kernels(
        {n: assemble_one(family, n, plans) for n in family.differentiable},
        assemble_gradient(family, plans),
        gradient_beside(family, plans),
        assemble_variants(plans, in_logarithm, "_dlogz"),
        assemble_variants(plans, beside_complement, "_beside"),
    )


def assemble_variants(
    plans: Mapping[str, Plan], variant: Callable[[Plan], Variant | None], prefix: str
) -> dict[str, Assembled]:
    """One kind of variant of every velocity that has it."""
    found = {name: variant(plan) for name, plan in plans.items()}
    return {
        name: assemble_one(v.family, name, {name: v.plan}, prefix)
        for name, v in found.items()
        if v is not None
    }


def gradient_beside(family: Family, plans: Mapping[str, Plan]) -> Assembled | None:
    """All velocities with the complement given, where every shape has that variant."""
    found = {name: beside_complement(plan) for name, plan in plans.items()}
    variants = {name: v for name, v in found.items() if v is not None}
    if not variants or len(variants) < len(found):
        return None
    beside = next(iter(variants.values())).family
    return assemble_gradient_beside(family, beside, {n: v.plan for n, v in variants.items()})
