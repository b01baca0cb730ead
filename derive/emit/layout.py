"""Layout: what the templates need to write the functions and the loops of kernels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from derive import ir
from derive.assemble import Assembled
from derive.emit.staged import fuse, name_root
from derive.family import Family
from derive.functions import inverted_by
from derive.printer import print_body
from derive.score.tails import MASSES
from derive.stage import Stages
from derive.transport.matched import Matched
from derive.transport.path import to_name


def lay_out(assembled: Assembled, outputs: Sequence[str]) -> dict[str, Any]:
    """What the template needs to write the loops of one kernel, in stages where it has them."""
    function, stages = assembled.function, assembled.stages
    given = [r for a in function.arguments if (r := a.name) in constant_names(assembled)]
    names = [a.name for a in function.arguments if a.name not in given]
    typed_names = [typed(a, "float") for a in function.arguments if a.name not in given]
    laid = {
        "name": function.name,
        "lines": print_body(function),
        "outputs": outputs,
        "stages": [],
        "fused": None,
        "first": names[0],
        "parameters": names[1:],
        "typed": ", ".join(typed_names),
        "constants": given,
        "shapes": [a.name for a in assembled.constants.arguments] if assembled.constants else [],
        "converted": f"{', '.join(names)} = {', '.join(f'float64({n})' for n in names)}",
    }
    return laid if stages is None else laid | lay_out_stages(function, stages, outputs)


def lay_out_stages(function: ir.Function, stages: Stages, outputs: Sequence[str]) -> dict[str, Any]:
    """The same of the loops before and after the calls of a kernel in stages."""
    inputs = [f"u{i}" for i, _ in enumerate(stages.prepare.results)]
    given = [a.name for a in stages.finish.arguments[len(function.arguments) :]]
    constant = [u for u, varies in zip(inputs, stages.varying, strict=True) if not varies]
    return {
        "fused": fuse(stages),
        "stages": [
            lay_out_stage(stages.prepare, [], inputs, constant),
            lay_out_stage(stages.finish, given, outputs, []),
        ],
        "calls": [name_root(call.function) for call in stages.calls],
        "varying": stages.varying,
        "shared": stages.shared,
    }


def lay_out_stage(
    function: ir.Function, given: Sequence[str], outputs: Sequence[str], constant: Sequence[str]
) -> dict[str, Any]:
    """One loop: what it reads beside the arguments, what it writes, and what does not vary."""
    return {
        "name": function.name,
        "lines": print_body(function),
        "given": given,
        "outputs": outputs,
        "constant": constant,
    }


def lay_out_constants(function: ir.Function) -> dict[str, Any]:
    """The function of the shapes, whose results the kernels are given."""
    return {
        "name": function.name,
        "arguments": [a.name for a in function.arguments],
        "lines": print_body(function),
        "count": len(function.results),
    }


def lay_out_quadrature(function: ir.Function) -> dict[str, Any]:
    """A function that is a quadrature of its own."""
    return {"name": function.name, "lines": print_body(function), "document": function.document}


def lay_out_inverse(function: ir.Function) -> dict[str, Any]:
    """What the template needs to write the inversion of one quantile function."""
    family = inverted_by(function.name)
    assert family is not None
    return {
        "name": function.name,
        "lines": print_body(function),
        "shapes": [a.name for a in function.arguments[1:]],
        "document": f"log(F(z)/(1 - F(z))) of the law {family.name}, by inversion.",
    }


def describe_matched(family: Family, matched: Matched | None) -> dict[str, Any] | None:
    """What the template needs of the tails: the functions, and the names that they are given."""
    if matched is None:
        return None
    shapes = [p.name for p in family.parameters]
    return {
        "functions": [describe_plain(f) for f in matched.functions],
        "shapes": shapes,
        "shapes_to": [*map(to_name, shapes)],
        "masses": [*MASSES],
    }


def describe_plain(function: ir.Function) -> dict[str, Any]:
    """A function of numbers that no kernel is made of."""
    arguments = [a.name for a in function.arguments]
    return {"name": function.name, "arguments": arguments, "lines": print_body(function)}


def constant_names(assembled: Assembled) -> list[str]:
    """The arguments that the function of the shapes gives."""
    if assembled.constants is None:
        return []
    count = len(assembled.constants.results)
    return [a.name for a in assembled.function.arguments[-count:]]


def typed(argument: ir.Argument, kind: str) -> str:
    """An argument as it stands in a signature."""
    default = "" if argument.default is None else f" = {argument.default!r}"
    return f"{argument.name}: {kind}{default}"
