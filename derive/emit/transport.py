"""The text of one family's module of the finite map: plans in, Python source out."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import Any

from derive import ir
from derive.assemble import Assembled
from derive.emit.called import CONSTANTS, INTRINSICS, list_called, list_primitives, mentioned
from derive.emit.document import domain_lines
from derive.emit.environment import render
from derive.emit.interpolated import coordinate as curve_coordinate
from derive.emit.layout import lay_out
from derive.family import Family
from derive.functions import inverted_by
from derive.printer import print_body
from derive.transport import Transport, assemble_transport, coordinate
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
CURVED = (
    "Of 1024 elements or more, theta and tau being numbers, those that lie close are interpolated "
    "by polynomials that are made from the map itself at the first such call and kept."
)


def render_transport(family: Family, digest: str, home: str = "", source: str = "") -> str:
    """The source of ``generated/phidot/_transport/<family>.py``.

    ``home`` is the module of the family itself, ``source`` where its spec stands.
    """
    made = assemble_transport(family)
    functions = [made.map, *([made.rate] if made.rate else [])]
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
            "called_there": list_called_there(family, functions, made.rate is not None),
            "digest": digest,
            "names": family.parameter_names,
            "arguments": [a.name for a in made.map.arguments],
            "intrinsics": sorted({*mentioned(lines, INTRINSICS), *hints}),
            "constants": mentioned(lines, CONSTANTS),
            "primitives": list_primitives(functions),
            "rate": describe_rate(made.rate),
            "curve": describe_curve(family) if is_dear(made) else "",
            "map": lay_out(Assembled(made.map, None), ["out"]) | {"hints": [*hints.values()]},
            "transport_document": document(family, made),
        },
    )


def list_called_there(
    family: Family, functions: Sequence[ir.Function], integrated: bool
) -> list[str]:
    """What the map calls of the family's own module: its velocities, or the inverse of Q."""
    inverses = [name for name in list_called(functions) if inverted_by(name) is family]
    return sorted([*inverses, *([velocity_function(family)] if integrated else [])])


def describe_rate(rate: ir.Function | None) -> dict[str, Any] | None:
    """What the template needs of the integrand: what moves, what does not, and its lines."""
    if rate is None:
        return None
    names = [a.name for a in rate.arguments]
    return {"moving": names[:3], "path": names[3:], "lines": print_body(rate)}


def is_dear(made: Transport) -> bool:
    """Whether an image is integrated or iterated."""
    return made.rate is not None or any(map(inverted_by, list_called([made.map])))


def describe_curve(family: Family) -> str:
    """What many z at once are interpolated along; nothing where loc and scale do not factor out."""
    apart = family.located_scaled and family.drift is None
    return curve_coordinate(family) if apart else ""


def document(family: Family, made: Transport) -> str:
    names = ", ".join(family.parameter_names)
    how = [INTEGRATED.format(name=coordinate(family).name)] if made.rate else []
    how += [CURVED] if is_dear(made) and describe_curve(family) else []
    lines = [*TRANSPORT.format(names=names).splitlines(), ""]
    lines += [*wrap(" ".join(how), 92), ""] if how else []
    lines += [*domain_lines(family), "", *wrap(OUTSIDE, 92)]
    return "\n".join(f"    {line}".rstrip() for line in lines).strip() + "\n    "
