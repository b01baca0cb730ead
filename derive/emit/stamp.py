"""Stamp: a digest at the head of each runtime module whose machine code has that of others in it.

Numba's cache does not see an edit in another file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from derive.emit.digest import kernel_digest, module_digest_of_roots

#: Functions whose machine code is kept, all that are compiled, and whence a module imports.
KEPT = re.compile(r"^@(jit|inline)$", re.MULTILINE)
COMPILED = re.compile(r"^@(jit|inline|intrinsic|register_jitable)$", re.MULTILINE)
IMPORTED = re.compile(r"^from \.(_\w+) import", re.MULTILINE)
#: Roots are made from sources of their own, which the runtime's digest does not count.
ROOT = re.compile(r"_\w+_rate")


def stamp_all(runtime: Mapping[str, str]) -> dict[str, str]:
    """The runtime's texts by file name, with digests where they are needed."""
    return {name: stamp(name, runtime) for name in runtime}


def stamp(name: str, runtime: Mapping[str, str]) -> str:
    """One module's text."""
    text = runtime[name]
    called = list_called(name, runtime)
    if not called or KEPT.search(text) is None:
        return text
    roots = any(ROOT.fullmatch(module) for module in called)
    digest = module_digest_of_roots() if roots else kernel_digest()
    notice, rest = text.split("\n", 1)
    return f"{notice}\n# Digest of everything that it calls: {digest}\n{rest}"


def list_called(name: str, runtime: Mapping[str, str]) -> set[str]:
    """The modules whose functions are compiled into those of this one, at any depth.

    What is not among the runtime's texts is generated: the primitives and the roots.
    """
    text = runtime.get(f"{name.removesuffix('.py')}.py", "")
    if COMPILED.search(text) is None:
        return set()
    beside = [m for m in IMPORTED.findall(text) if is_compiled(m, runtime)]
    return set(beside).union(*(list_called(m, runtime) for m in beside))


def is_compiled(module: str, runtime: Mapping[str, str]) -> bool:
    """Whether anything of a module is compiled into its callers."""
    text = runtime.get(f"{module}.py")
    return text is None or COMPILED.search(text) is not None
