"""Digests: of what every kernel calls, and of everything that a family's texts are made from."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from derive import budget
from derive.catalogue import load, resolve
from derive.emit.environment import templates_folder
from derive.emit.mathematics import render_math
from derive.emit.runtime import runtime_texts
from derive.family import Family

PACKAGE = Path(__file__).parents[1]
#: Modules that run or judge the engine and decide no text.
BESIDE = frozenset(
    f"{name}.py"
    for name in (
        "__main__", "build", "budget", "cli", "commands", "compare", "compile", "fuzz", "load",
        "own", "package", "realisations", "record", "report", "skeleton", "store", "trial",
        "tune", "verify",
    )
)  # fmt: skip
#: Another family in the text of a spec file.
IMPORTED = re.compile(r"derive\.families\.(\w+)")


def digest(parts: Iterable[bytes]) -> str:
    """Sixteen hexadecimal digits of SHA-256, each part's length counted in."""
    total = hashlib.sha256()
    for part in parts:
        total.update(len(part).to_bytes(8, "big") + part)
    return total.hexdigest()[:16]


@cache
def kernel_digest() -> str:
    """Of the primitives and the runtime: Numba's cache cannot see an edit in another file."""
    texts = {"_math.py": render_math()} | runtime_texts()
    return digest(f"{k}\n{v}".encode() for k, v in sorted(texts.items()))


@cache
def root_digest() -> str:
    """Of all that the roots' modules are made from."""
    folders = [PACKAGE / name for name in ("roots", "continuity", "thresholds")]
    paths = [p for f in folders for p in f.iterdir() if p.suffix in (".py", ".json")]
    paths += [PACKAGE / "root.py", PACKAGE / "printer.py", PACKAGE / "emit" / "root.py"]
    paths.append(templates_folder() / "root.py.jinja")
    return digest(str(p.name).encode() + p.read_bytes() for p in sorted(paths))


def module_digest(family: Family) -> str:
    """Of all that a family's kernels call."""
    if uses_root(family):
        return module_digest_of_roots()
    return kernel_digest()


@cache
def module_digest_of_roots() -> str:
    """Of all that a module with a call of a root calls."""
    return digest([kernel_digest().encode(), root_digest().encode()])


@cache
def slopes_digest() -> str:
    """Of all that the modules of the roots' slopes are made from, the roots aside."""
    folders = [PACKAGE / name for name in ("differentiate", "rolling")]
    paths = [p for f in folders for p in f.glob("*.py")]
    paths += [PACKAGE / "emit" / "slopes.py", templates_folder() / "slopes.py.jinja"]
    return digest(str(p.name).encode() + p.read_bytes() for p in sorted(paths))


def second_digest(family: Family) -> str:
    """Of all that a family's kernels of second order call."""
    called = module_digest(family)
    return digest([called.encode(), slopes_digest().encode()]) if uses_root(family) else called


def uses_root(family: Family) -> bool:
    """Whether the family is a root or reduces to one, at any depth."""
    if family.is_root:
        return True
    return family.reduction is not None and uses_root(resolve(family.reduction.base))


@cache
def engine_digest() -> str:
    """Of the engine's own sources and the templates, the families aside."""
    sources = [
        p
        for p in PACKAGE.rglob("*.py")
        if p.parent != PACKAGE / "families" and not (p.parent == PACKAGE and p.name in BESIDE)
    ]
    sources += (PACKAGE / "thresholds").glob("*.json")
    paths = sorted([*sources, *templates_folder().glob("*.jinja")])
    return digest(str(p.name).encode() + p.read_bytes() for p in paths)


def family_digest(name: str) -> str:
    """Of everything that decides a family's texts: engine, spec, bases, budget."""
    return digest([proof_digest(name).encode(), *budget_bytes(name)])


def proof_digest(name: str) -> str:
    """Of everything that decides a family's plans: all but its budget."""
    return digest([engine_digest().encode(), *spec_bytes(name)])


def spec_bytes(name: str) -> Iterator[bytes]:
    """The spec file of a family, then those that it imports and that it reduces to."""
    text = (PACKAGE / "families" / f"{name}.py").read_bytes()
    yield text
    for imported in IMPORTED.findall(text.decode()):
        yield from spec_bytes(imported)
    family: Family | None = load(name)
    while family is not None and family.reduction is not None:
        base = family.reduction.base
        if isinstance(base, str):
            yield from spec_bytes(base)
        family = base if isinstance(base, Family) else None


def budget_bytes(name: str) -> Iterator[bytes]:
    path = budget.FOLDER / f"{name}.json"
    if path.exists():
        yield path.read_bytes()
