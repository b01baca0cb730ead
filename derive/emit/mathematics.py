"""The module of primitives: IR programs in, the source of ``phidot._math`` out."""

from __future__ import annotations

import hashlib
from functools import cache

from derive import primitives
from derive.emit.environment import render
from derive.primitives import called, ordered
from derive.printer import print_arguments, print_body

PRINTED = {"min": "minimum", "max": "maximum", "fma": "fma"}


@cache
def render_math() -> str:
    """The source of ``generated/phidot/_math.py``."""
    functions = [
        {
            "name": f.name,
            "arguments": print_arguments(f),
            "document": f.document,
            "lines": print_body(f),
        }
        for f in ordered()
    ]
    bodies = "\n".join(str(f) for f in functions)
    return render(
        "math.py.jinja",
        {
            "functions": functions,
            "intrinsics": list_intrinsics(),
            "digest": hashlib.sha256(bodies.encode()).hexdigest()[:16],
        },
    )


def list_intrinsics() -> list[str]:
    """The runtime's intrinsics that the primitives call, and those that the printer writes."""
    names = {c for f in ordered() for s in f.body for c in called(s)}
    names |= {c for f in ordered() for r in f.results for c in called(r)}
    return sorted((names - set(primitives.names())) | set(PRINTED.values()))
