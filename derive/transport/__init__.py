"""Transport: a family to the functions of its finite map phi. Family in, ir.Function out.

From theta to tau the shapes move along a path, t from 0 to 1: those on (0, oo) geometrically, the
others, and all where they bound each other, linearly, so that they stay in their domains. phi of
the standard member solves dx/dt = sum_j v_j(x; theta(t)) dtheta_j/dt with the family's own
velocities, unless phi has a closed form that keeps its digits. Each step of the integration is a
displacement from where it starts, in a coordinate in which tails are smooth, so it is as accurate
as it is small.
"""

from __future__ import annotations

from dataclasses import dataclass

from derive import ir, primitives
from derive.family import Family
from derive.transport.closed import closed_image
from derive.transport.coordinate import coordinate
from derive.transport.image import assemble_map
from derive.transport.lanes import select_by_lane, vectors_at_once
from derive.transport.rate import assemble_rate


@dataclass(frozen=True)
class Transport:
    """``rate`` is the displacement's own velocity; None where no shape moves or phi is closed.
    ``map`` has z and all parameters twice; ``side_by_side`` is how many vectors of it are computed
    at once, 0 where it calls more than primitives."""

    rate: ir.Function | None
    map: ir.Function
    side_by_side: int = 0


def assemble_transport(family: Family) -> Transport:
    """The functions of a family."""
    moves = any(not p.integer for p in family.parameters)
    flows = moves and closed_image(family) is None
    whole = assemble_map(family, moves)
    if flows:
        return Transport(assemble_rate(family), whole)
    called = {name for s in whole.body for name in primitives.called(s)}
    if not called <= set(primitives.names()):
        return Transport(None, whole)
    by_lane = select_by_lane(whole)
    return Transport(None, by_lane, vectors_at_once(by_lane))


__all__ = ["Transport", "assemble_transport", "coordinate"]
