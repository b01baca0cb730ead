"""Find: the stretches of straight-line code that can be loops. Shapes in, Loops out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from derive.rolling.shape import Loop, Shape, seen_later

#: Lengths of stretches whose repetition suggests a period: within a long one shorter ones repeat.
GRAMS = (12, 40, 120)
#: The most promising periods that are tried for each.
TRIED = 3
#: What follows a loop may use values of as many of its last turns.
FARTHEST = 3


def periods(shapes: Sequence[Shape]) -> list[int]:
    """The commonest distances between equal stretches."""
    numbers: dict[Any, int] = {}
    keys = [numbers.setdefault(s.key, len(numbers)) for s in shapes]
    found: dict[int, None] = {}
    for length in GRAMS:
        last: dict[tuple[int, ...], int] = {}
        gaps: Counter[int] = Counter()
        for k in range(len(keys) - length + 1):
            gram = tuple(keys[k : k + length])
            if gram in last:
                gaps[k - last[gram]] += 1
            last[gram] = k
        found |= dict.fromkeys(gap for gap, _ in gaps.most_common(TRIED))
    return list(found)


def loops(shapes: Sequence[Shape], period: int, needed: set[int]) -> Iterator[Loop]:
    """Every longest stretch with this period that can be a loop."""
    start, modes = 0, list[Any]()
    for k in range(len(shapes) - period + 1):
        mode = None if k + period >= len(shapes) else relate(shapes[k], shapes[k + period], period)
        earlier = modes[k - period] if k - period >= start else mode
        if mode is None or mode != earlier:
            yield from close(shapes, start, k + period, period, needed)
            start = k + 1 if mode is None else k
        modes.append(mode)


def relate(first: Shape, second: Shape, period: int) -> tuple[bool, ...] | None:
    """Of every operand whether it moves with the period; None where this is no repetition."""
    if first.key != second.key:
        return None
    pairs = list(zip(first.references, second.references, strict=True))
    moves = tuple(a != b for a, b in pairs)
    shifted = all(a == b or (isinstance(a, int) and b == a + period) for a, b in pairs)
    return moves if shifted else None


def close(
    shapes: Sequence[Shape], start: int, end: int, period: int, needed: set[int]
) -> Iterator[Loop]:
    """The loop in a stretch that repeats, once what it takes from outside lies before it."""
    fixed = [
        a
        for k in range(start, end - period)
        for a, b in zip(shapes[k].references, shapes[k + period].references, strict=True)
        if a == b and isinstance(a, int)
    ]
    first = max([start, *(a + 1 for a in fixed if a < end)])
    count = (end - first) // period
    while count > 1:
        loop = Loop(first, period, count)
        early = [r for r in needed if first <= r < loop.end - period]
        early += [r for r in seen_later(shapes, loop) if r < loop.end - FARTHEST * period]
        if not early:
            yield loop
            return
        count = min(count - 1, (min(early) - first) // period + 1)
