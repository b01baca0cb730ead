"""Order: the statements of a function as late as possible. Function in, Function out.

Two recurrences that are written one after the other, the second using what the first left, are so
interleaved, and ``roll`` sees one. Of a statement's operands the one at the end of the longest
chain comes first. The operations stay the same, and so do the bits.
"""

from __future__ import annotations

from dataclasses import replace

from derive import ir
from derive.rolling.shape import names_in


def interleave(function: ir.Function) -> ir.Function:
    """``function`` with every statement just before the first that needs it."""
    body = [s for s in function.body if isinstance(s, ir.Assign)]
    statements = {s.target: s for s in body}
    position = {s.target: k for k, s in enumerate(body)}
    chain: dict[str, int] = {}
    for s in body:
        chain[s.target] = 1 + max((chain.get(n, 0) for n in names_in(s.value)), default=0)
    ordered: dict[str, ir.Assign] = {}
    stack = [(n, False) for r in reversed(function.results) for n in names_in(r)]
    while stack:
        name, ready = stack.pop()
        if name in ordered or name not in statements:
            continue
        if ready:
            ordered[name] = statements[name]
            continue
        operands = sorted(
            names_in(statements[name].value),
            key=lambda n: (chain.get(n, 0), -position.get(n, -1)),
        )
        stack += [(name, True), *((n, False) for n in operands)]
    return replace(function, body=tuple(ordered.values()))
