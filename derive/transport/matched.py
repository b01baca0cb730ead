"""Matched: the functions by which phi matches the tails of a law known by its log-density alone."""

from __future__ import annotations

from dataclasses import dataclass

from derive import ir
from derive.family import Family
from derive.score import displaced, masses, state, tails
from derive.score.tails import MASSES
from derive.transport.path import ends_of_path, to_name

#: The call of the matching.
MATCH = "_match"


@dataclass(frozen=True)
class Matched:
    """What depends on the shapes alone, the tails at a point, and how a point is moved."""

    masses: ir.Function
    tails: ir.Function
    displaced: ir.Function

    @property
    def functions(self) -> tuple[ir.Function, ...]:
        return self.masses, self.tails, self.displaced


def is_matched(family: Family) -> bool:
    """Whether the velocities are integrals of scores, each of them dearer than the tails."""
    return family.is_density_only


def assemble_matched(family: Family) -> Matched:
    law = state(family)
    return Matched(masses(family, law), tails(family, law), displaced(family, law))


def list_masses() -> list[str]:
    """What is known of theta's law, then of tau's."""
    return [*MASSES, *map(to_name, MASSES)]


def match_tails(family: Family, start: ir.Node) -> ir.Node:
    """The image of ``start``, in the law's own line."""
    law, (theta, tau) = state(family), ends_of_path(family)
    given = [*theta.values(), *tau.values(), *map(ir.Name, list_masses())]
    return law.from_line(ir.Call(MATCH, (law.to_line(start), *given)))
