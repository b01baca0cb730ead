"""The elementary and special functions of one float64 that every kernel is made of.

Input: the files of this folder, one function each, found by listing it. Output: ``ir.Function``
objects, branch-free so that a loop over them vectorises, with coefficients derived on loading.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from derive import ir


@cache
def names() -> tuple[str, ...]:
    """Names of all primitives, in alphabetical order."""
    return tuple(sorted(m.name for m in iter_modules(__path__) if not m.name.startswith("_")))


@cache
def load(name: str) -> ir.Function:
    """The primitive called ``name``; KeyError if there is none."""
    if name not in names():
        raise KeyError(f"there is no primitive {name!r}; add derive/primitives/{name}.py")
    function: ir.Function = import_module(f"{__name__}.{name}").FUNCTION
    return function


@cache
def ordered() -> tuple[ir.Function, ...]:
    """All primitives, each after those that it calls."""
    placed: dict[str, ir.Function] = {}
    for name in names():
        place(name, placed)
    return tuple(placed.values())


def place(name: str, placed: dict[str, ir.Function]) -> None:
    if name in placed:
        return
    for called in sorted(calls(load(name))):
        place(called, placed)
    placed[name] = load(name)


def calls(function: ir.Function) -> set[str]:
    """Names of the primitives that ``function`` calls itself."""
    return {c for s in function.body for c in called(s) if c in names()}


def called(item: ir.Statement | ir.Node) -> Iterator[str]:
    match item:
        case ir.Assign(_, value):
            yield from called(value)
        case ir.Iterate(body=body):
            for assign in body:
                yield from called(assign)
        case ir.Fold(_, body, kept, start, step, when):
            for assign in (*start, *body, *kept, *step):
                yield from called(assign)
            yield from called(when) if when is not None else ()
        case _:
            if isinstance(item, ir.Call):
                yield item.function
            for child in ir.children(item):
                yield from called(child)
