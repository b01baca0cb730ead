"""Image: phi(z) from the displacement, with loc, scale, ends and domains. Family in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sympy import Integer, Symbol

from derive import ir
from derive.assemble import (
    INFINITY,
    NAN,
    all_of,
    any_of,
    bound,
    conditions,
    drifted,
    place,
    standardise,
)  # fmt: skip
from derive.domain import LOC, SCALE
from derive.family import Family, Y
from derive.lower import lower, operate, select
from derive.transport.closed import closed_image, targets_of
from derive.transport.coordinate import START, is_even
from derive.transport.matched import is_matched, list_masses, match_tails
from derive.transport.path import Body, ends_of_path, gap_of, held_inside, is_same, to_name

#: The call of the integration.
FLOW = "_flow"
ZERO = ir.Number(0.0)
Names = Mapping[Symbol, ir.Node]


def assemble_map(family: Family, moves: bool) -> ir.Function:
    """phi(z); nan outside the domain, for theta or tau, and where an integer differs."""
    body, entries = Body(), family.parameter_names
    x = body.define("x_from", standardise(family))
    start = body.define(START.name, place(family))
    theta, tau = ends_of_path(family)
    there: ir.Node = start
    if moves:
        there = body.define("x_moved", carried(family, body, start))
        lost = list_lost(family, there)
        there = body.define("x_seen", select(any_of(lost), NAN, there)) if lost else there
        there = body.define("x_held", held_inside(family, there, tau))
        for k, end in enumerate(family.support):
            at_end = operate("eq", start, lower(end, theta))
            there = body.define(f"x_end_{k}", select(at_end, lower(end, tau), there))
        same = all_of([is_same(p.name) for p in family.parameters])
        stays = operate("or", same, operate("eq", start, ZERO)) if is_even(family) else same
        there = body.define("x_to", select(stays, start, there))
    if family.periodic:
        there = operate("add", there, operate("sub", x, start))
    if family.located_scaled:
        loc, scale = (ir.Name(to_name(s.name)) for s in (LOC, SCALE))
        if family.drift is not None:
            there = operate("add", there, drifted(family, family.drift, to_name))
        there = ir.Operation("fma", (scale, there, loc))
    if entries:
        there = select(all_of([is_same(n) for n in entries]), ir.Name(family.variate), there)
    checks = [*conditions(family), *domain(family, tau), *located(family)]
    checks += [is_same(p.name) for p in family.parameters if p.integer]
    result = body.define("image", select(all_of(checks), there, NAN))
    given = [family.variate, *entries, *map(to_name, entries)]
    given += list_masses() if moves and is_matched(family) else []
    return ir.Function("_map", tuple(map(ir.Argument, given)), tuple(body.statements), (result,))


def carried(family: Family, body: Body, start: ir.Node) -> ir.Node:
    """x in closed form, by its tails, or after the flow."""
    theta, tau = ends_of_path(family)
    form = closed_image(family)
    if form is not None:
        there = {target: tau[symbol] for symbol, target in targets_of(family).items()}
        return lower(form, {**theta, **there, family.variable: start})
    if is_matched(family):
        return match_tails(family, start)
    path = [*(theta[p.symbol] for p in family.parameters)]
    path += [gap_of(family, p) for p in family.parameters]
    if family.chart is None:
        return ir.Call(FLOW, (start, *path))
    y = body.define("y_from", lower(family.chart.map, {**theta, family.variable: start}))
    moved = body.define("y_moved", ir.Call(FLOW, (y, *path)))
    return lower(family.chart.inverse, {**tau, Y: moved})


def list_lost(family: Family, there: ir.Node) -> list[ir.Node]:
    """Where x is at 0 or infinity, an end of the support, it or a power left the doubles.

    A z at an end is not asked, nor one at the centre of an even law.
    """
    ends = [e for e in family.support if e == 0 or e.is_infinite]
    ends += [Integer(0)] if is_even(family) else []
    return [operate("eq", there, lower(e, {})) for e in ends]


def domain(family: Family, names: Names) -> Iterator[ir.Node]:
    """What must hold of the shapes."""
    for p in family.parameters:
        yield from bound(p, names)
    for constraint in family.constraints:
        yield lower(constraint, names)


def located(family: Family) -> Sequence[ir.Node]:
    """What must hold of tau's loc and scale."""
    if not family.located_scaled:
        return ()
    loc, scale = (ir.Name(to_name(s.name)) for s in (LOC, SCALE))
    return (
        operate("lt", operate("abs", loc), INFINITY),
        operate("lt", ZERO, scale),
        operate("lt", scale, INFINITY),
    )
