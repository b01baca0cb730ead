"""Propose: what v may tend to at an end of the support; ``edge`` proves or drops each."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Expr, Integer, Limit, Piecewise, Pow, S, exp, limit, nan, oo
from sympy.core.function import PoleError

from derive.derivation.patience import try_for
from derive.functions import define
from derive.plan.approach import Edge

#: Above this many operations SymPy is not asked for a limit; it would take minutes.
LARGE = 30
#: SymPy's ways to say that it has no limit.
NO_LIMIT = (NotImplementedError, PoleError, ValueError, TypeError, RecursionError)


def propose(edge: Edge) -> Iterator[Expr]:
    """What v may tend to: the end's own movement, 0, an infinity, and SymPy's limit."""
    if not edge.end.is_infinite:
        yield edge.end.diff(edge.theta)
        yield from substitute(edge)
    yield Integer(0)
    yield oo
    yield -oo
    defined = define(edge.velocity)
    if defined.count_ops() <= LARGE and is_tame(defined):
        yield from ask(edge)


def substitute(edge: Edge) -> Iterator[Expr]:
    """v with the end for z, where SymPy can write it."""
    if edge.place.is_Piecewise:
        return
    try:
        yield edge.velocity.subs(edge.variable, edge.place)
    except (TypeError, ValueError):  # a comparison with a pole
        return


def is_tame(velocity: Expr) -> bool:
    """Whether SymPy's limits are quick: one piece, no symbol in an exponent, no exp of an exp."""
    towers = any(e.args[0].has(exp) for e in define(velocity).atoms(exp))
    powers = all(p.exp.is_number for p in velocity.atoms(Pow))
    return powers and not towers and not velocity.has(Piecewise)


def ask(edge: Edge) -> Iterator[Expr]:
    """SymPy's own limit, where it finds one."""
    try:
        side = "+" if edge.side > 0 else "-"
        formula = define(edge.velocity)
        found = try_for(lambda: limit(formula, edge.variable, edge.place, side), "find a limit")
    except NO_LIMIT:
        return
    if (
        found is not None
        and not found.has(edge.variable, nan, S.ComplexInfinity)
        and not found.has(Limit)
    ):
        yield found
