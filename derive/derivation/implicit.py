"""The implicit route: v = -G_theta / G_z for a monotone function G of the cdf (DESIGN 1a)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sympy import Expr, Piecewise, S, Symbol, count_ops, expand_log, log

from derive.derivation.notation import LEVEL, F, G
from derive.derivation.shorten import length, shorten
from derive.derivation.step import Derivation, Step, velocity_sign
from derive.family import Branch, Family

#: Operations in a quotient above which only the pivot with the fewest is followed: to shorten each
#: takes SymPy seconds.
LARGE = 150


@dataclass(frozen=True)
class Pivot:
    """A monotone function of F: its name in the text, its form in F, its formula."""

    name: str
    of_cdf: Expr
    formula: Expr


def list_pivots(variable: Symbol, theta: Symbol, branch: Branch) -> Iterator[Pivot]:
    """The candidates for G on one branch: F itself, its logarithm, the cumulative hazard."""
    cdf = F(variable, theta)
    if branch.cdf is not None:
        yield Pivot("the cdf itself", cdf, branch.cdf)
        yield Pivot("logarithm of the cdf", log(cdf), expand_log(log(branch.cdf), force=True))
    if branch.sf is not None:
        yield Pivot("the survival function", 1 - cdf, branch.sf)
        hazard = -expand_log(log(branch.sf), force=True)
        yield Pivot("cumulative hazard", -log(1 - cdf), hazard)


def quotient(pivot: Pivot, variable: Symbol, theta: Symbol) -> Expr:
    """-G_theta / G_z, not yet simplified."""
    return -pivot.formula.diff(theta) / pivot.formula.diff(variable)


def promising(variable: Symbol, theta: Symbol, branch: Branch) -> dict[Pivot, Expr]:
    """The pivots and their quotients; of large quotients the one with the fewest operations."""
    found = {p: quotient(p, variable, theta) for p in list_pivots(variable, theta, branch)}
    sizes = {p: int(count_ops(q)) for p, q in found.items()}
    if max(sizes.values()) <= LARGE:
        return found
    least = min(sizes, key=lambda p: sizes[p])
    return {least: found[least]}


def derive_branch(
    family: Family, theta: Symbol, branch: Branch
) -> tuple[tuple[Step, ...], Expr, Expr]:
    """The steps, the velocity and G on one branch, by the pivot with the shortest formula."""
    z = family.variable
    forms = {p: shorten(q) for p, q in promising(z, theta, branch).items()}
    pivot = min(forms, key=lambda p: length(forms[p]))
    split = len(pieces(family)) > 1
    note = describe(branch, z) if split else ""
    where = (branch.lower, branch.upper) if split else None
    g = G(z, theta)
    rows = (
        (pivot.name, g, pivot.of_cdf),
        ("law", pivot.of_cdf, pivot.formula),
        ("implicit differentiation", velocity_sign(z, theta), -g.diff(theta) / g.diff(z)),
        ("in the parameter", g.diff(theta), pivot.formula.diff(theta)),
        ("in z", g.diff(z), pivot.formula.diff(z)),
        ("simplify", velocity_sign(z, theta), forms[pivot]),
    )
    return (
        tuple(Step(*row, note, where) for row in rows),
        forms[pivot],
        pivot.of_cdf.subs(F(z, theta), LEVEL),
    )


def pieces(family: Family) -> tuple[Branch, ...]:
    """The family's branches, or its cdf and sf as the only one; empty where neither is stated."""
    if family.branches:
        return family.branches
    if family.cdf is None and family.sf is None:
        return ()
    return (Branch(*family.support, cdf=family.cdf, sf=family.sf),)


def describe(branch: Branch, variable: Symbol) -> str:
    lower = "" if branch.lower is S.NegativeInfinity else f"{branch.lower} ≤ "
    upper = "" if branch.upper is S.Infinity else f" ≤ {branch.upper}"
    return f"{lower}{variable}{upper}"


def derive_implicit(family: Family, theta: Symbol) -> Derivation:
    """v from the stated cdf or survival function, branch by branch."""
    steps: tuple[Step, ...] = ()
    pivots: tuple[tuple[Expr, Expr], ...] = ()
    values: list[tuple[Expr, object]] = []
    branches = pieces(family)
    for branch in branches:
        more, velocity, pivot = derive_branch(family, theta, branch)
        steps += more
        pivots += ((branch.upper, pivot),)
        last = branch is branches[-1]
        values.append((velocity, True if last else family.variable <= branch.upper))
    velocity = values[0][0] if len(values) == 1 else Piecewise(*values)
    return Derivation(family, str(theta), "implicit", steps, velocity, pivots=pivots)
