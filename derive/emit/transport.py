"""The text of one family's module of the finite map: plans in, Python source out."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import Any

from derive import ir
from derive.assemble import Assembled
from derive.emit.called import (
    CONSTANTS,
    INTRINSICS,
    list_called,
    list_carried,
    list_primitives,
    mentioned,
)
from derive.emit.document import domain_lines
from derive.emit.environment import render
from derive.emit.interpolated import coordinate as curve_coordinate
from derive.emit.layout import describe_matched, lay_out
from derive.family import Family
from derive.functions import RATES, inverted_by
from derive.printer import print_body, print_node
from derive.transport import Transport, assemble_transport, coordinate
from derive.transport.detour import assemble_legs
from derive.transport.matched import list_masses
from derive.transport.path import to_name
from derive.transport.rate import velocity_function

TRANSPORT = """phi(z), the variate of the law at tau that the random numbers of z give.

theta and tau are tuples in the order ({names}) or mappings by name; loc and scale may be left
out. Their entries and z broadcast. phi keeps the probability below z and its order; it is z
itself where tau equals theta, and going on from tau to sigma is going from theta to sigma.
"""
OUTSIDE = (
    "Outside the support, or outside a parameter's domain in theta or tau, the result is nan; the "
    "ends of the support are carried to those of tau's. It is nan too where phi, or a power on the "
    "way to it, under- or overflows."
)
INTEGRATED = (
    "dphi/dt = v is integrated along a path from theta to tau, in {name}, until a step leaves "
    "2e-15 of itself. Close to an end that moves the steps may become too short, and the result is "
    "nan."
)
PARTED = (
    "The path from one side of {passing} = {barrier} to the other leads by {through} = {value}, "
    "for elsewhere the law has no limit there."
)
MATCHED = (
    "The tails of either law are integrated from its density, and phi is where those of tau's are "
    "those that z has in theta's, by Newton's method on log F - log(1 - F)."
)
CURVED = (
    "Of 1024 elements or more, theta and tau being numbers, those that lie close are interpolated "
    "by polynomials that are made from the map itself at the first such call and kept."
)


def render_transport(family: Family, digest: str, home: str = "", source: str = "") -> str:
    """The source of ``generated/phidot/_transport/<family>.py``.

    ``home`` is the module of the family itself, ``source`` where its spec stands.
    """
    made = assemble_transport(family)
    parts = list(made.matched.functions) if made.matched else []
    functions = [made.map, *([made.rate] if made.rate else []), *parts]
    lines = [line for f in functions for line in print_body(f)]
    hints = {"wide": "wide()"}
    if made.side_by_side:
        hints["interleaved"] = f"interleaved({made.side_by_side})"
    return render(
        "transport.py.jinja",
        {
            "document": f"{family.title or family.name}: the map from one law to another.",
            "source": source or f"derive/families/{family.name}.py",
            "home": home or f"phidot.{family.name}",
            "variate": family.variate,
            "called_there": list_called_there(family, functions),
            "roots": sorted(list_called(functions) & {cls.__name__ for cls in RATES}),
            "digest": digest,
            "names": family.parameter_names,
            "arguments": [family.variate, *entries_twice(family)],
            "intrinsics": sorted({*mentioned(lines, INTRINSICS), *hints}),
            "constants": mentioned(lines, CONSTANTS),
            "primitives": list_primitives(functions),
            "rate": describe_rate(made.rate),
            "legs": describe_legs(family),
            "matched": describe_matched(family, made.matched),
            "curve": describe_curve(family) if is_dear(made) else "",
            "map": lay_out_map(made) | {"hints": [*hints.values()]},
            "transport_document": document(family, made),
        },
    )


def list_called_there(family: Family, functions: Sequence[ir.Function]) -> list[str]:
    """What the map calls of the family's own module: its velocities, or the inverse of Q."""
    called = list_called(functions)
    inverses = [name for name in called if inverted_by(name) is family]
    velocities = {velocity_function(family)} & called
    return sorted([*inverses, *velocities, *list_carried(functions)])


def entries_twice(family: Family) -> list[str]:
    """The entries of theta, then of tau."""
    return [*family.parameter_names, *map(to_name, family.parameter_names)]


def lay_out_map(made: Transport) -> dict[str, Any]:
    """The map's loops; what is known of the two laws is made once for entries that stay."""
    if made.matched is None:
        return lay_out(Assembled(made.map, None), ["out"])
    shapes = [a.name for a in made.matched.masses.arguments]
    known = ir.Function(
        "_constants",
        tuple(map(ir.Argument, [*shapes, *map(to_name, shapes)])),
        (),
        tuple(map(ir.Name, list_masses())),
    )
    return lay_out(Assembled(made.map, None, known), ["out"])


def describe_rate(rate: ir.Function | None) -> dict[str, Any] | None:
    """What the template needs of the integrand: what moves, what does not, and its lines."""
    if rate is None:
        return None
    names = [a.name for a in rate.arguments]
    return {"moving": names[:3], "path": names[3:], "lines": print_body(rate)}


def describe_legs(family: Family) -> dict[str, Any] | None:
    """The condition of a detour and its legs, as the template writes them."""
    legs = assemble_legs(family)
    if legs is None:
        return None
    paths = [", ".join(map(print_node, path)) for path in legs.paths]
    return {"parted": print_node(legs.parted), "paths": paths}


def is_dear(made: Transport) -> bool:
    """Whether an image is integrated or iterated."""
    return bool(made.rate or made.matched) or any(map(inverted_by, list_called([made.map])))


def describe_curve(family: Family) -> str:
    """What many z at once are interpolated along; nothing where loc and scale do not factor out."""
    apart = family.located_scaled and family.drift is None
    return curve_coordinate(family) if apart else ""


def document(family: Family, made: Transport) -> str:
    names = ", ".join(family.parameter_names)
    how = [INTEGRATED.format(name=coordinate(family).name)] if made.rate else []
    how += [PARTED.format(**vars(family.detour))] if family.detour else []
    how += [MATCHED] if made.matched else []
    how += [CURVED] if is_dear(made) and describe_curve(family) else []
    lines = [*TRANSPORT.format(names=names).splitlines(), ""]
    lines += [*wrap(" ".join(how), 92), ""] if how else []
    lines += [*domain_lines(family), "", *wrap(OUTSIDE, 92)]
    return "\n".join(f"    {line}".rstrip() for line in lines).strip() + "\n    "
