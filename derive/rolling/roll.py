"""Roll a function: the loop that saves most first, then what is before and after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from derive import ir
from derive.rolling.find import loops, periods
from derive.rolling.shape import names_in, shape_of
from derive.rolling.write import rename, write

#: What a loop must save to be worth it.
WORTH = 40


def roll(function: ir.Function) -> ir.Function:
    """``function`` with its repeated stretches as loops."""
    outside = {name for result in function.results for name in names_in(result)}
    body = [s for s in function.body if isinstance(s, ir.Assign)]
    return replace(function, body=tuple(roll_stretch(body, outside)))


def size(function: ir.Function) -> int:
    """Its number of statements, those in a loop counted once."""
    return sum(1 if isinstance(s, ir.Assign) else len(s.body) for s in function.body)


def roll_stretch(body: Sequence[ir.Assign], outside: set[str]) -> list[ir.Statement]:
    """The best loop of the stretch, then what is before and after it in the same way."""
    index = {s.target: k for k, s in enumerate(body)}
    shapes = [shape_of(s, index) for s in body]
    needed = {index[name] for name in outside if name in index}
    found = [loop for p in periods(shapes) for loop in loops(shapes, p, needed)]
    best = max(found, key=lambda loop: loop.saved, default=None)
    if best is None or best.saved < WORTH:
        return list(body)
    written, renamed = write(body, shapes, best)
    before = body[: best.start]
    after = [ir.Assign(s.target, rename(s.value, renamed)) for s in body[best.end :]]
    used = {n for s in (*written, *after) for n in used_by(s)} | outside
    return [*roll_stretch(before, used), *written, *roll_stretch(after, outside)]


def used_by(statement: ir.Statement) -> Iterator[str]:
    match statement:
        case ir.Assign(_, value):
            yield from names_in(value)
        case ir.Iterate(body=body):
            for inner in body:
                yield from used_by(inner)
