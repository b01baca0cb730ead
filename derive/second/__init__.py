"""Second: a family's plans to its functions of second order. Plans in, ir.Function out.

With v_j(x; theta) of the standard member and its slopes, all by differentiating the kernels'
own code, the second derivative of the map phi at tau = theta is, for shapes i and j,

    scale h_ij,   h_ij = dv_j/dtheta_i + v_i dv_j/dx,

which is symmetric: phi is a flow. Of the two forms of h_ij, i and j exchanged, the one is taken
at each point whose two terms are smaller, for these are what cancels. z = loc + scale x gives the
rest: v_j for scale with a shape j, else 0.

Where the quantile Q alone is known, phi is Q(t; tau) at a t that stands still, so that h_ij is
Q's own second derivative, and dv_j/dx is d^2 Q/dt dtheta_j over dQ/dt.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from derive import ir
from derive.family import Family
from derive.plan import Plan
from derive.second.hessian import Layout, assemble_hessian
from derive.second.opaque import is_opaque
from derive.second.slopes import assemble_slopes


@dataclass(frozen=True)
class Second:
    """``hessian`` returns the distinct entries, ``layout`` says where each stands in the matrix;
    ``slopes`` returns dv/dz of every differentiable parameter."""

    hessian: ir.Function
    layout: Layout
    slopes: ir.Function


def assemble_second(family: Family, plans: Mapping[str, Plan]) -> Second:
    """The two functions of a family."""
    hessian, layout = assemble_hessian(family, plans)
    return Second(hessian, layout, assemble_slopes(family, plans))


__all__ = ["Second", "assemble_second", "is_opaque"]
