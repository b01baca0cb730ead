"""Tree: every generated file as {path: text}, from the products of all families."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from derive import __version__
from derive.emit.environment import render
from derive.emit.mathematics import render_math
from derive.emit.product import Product
from derive.emit.runtime import runtime_texts
from derive.emit.stamp import stamp_all
from derive.emit.table import render_table

#: Folders that hold nothing but generated files.
OWNED = ("generated",)


def render_all(products: Sequence[Product]) -> dict[str, str]:
    """Path relative to the root of the repository, to text; the same for any order of products."""
    ordered = sorted(products, key=lambda p: p.name)
    texts = shared_texts([p.name for p in ordered], [p.row for p in ordered])
    for product in ordered:
        texts |= product.texts
    return dict(sorted(texts.items()))


def shared_texts(names: Sequence[str], rows: Sequence[str]) -> dict[str, str]:
    """The files that belong to no family alone."""
    runtime = stamp_all(runtime_texts())
    package: Mapping[str, str] = {
        "_math.py": render_math(),
        "__init__.py": render("init.py.jinja", {"names": names, "version": __version__}),
        "__init__.pyi": render("init.pyi.jinja", {"names": names}),
        "py.typed": "",
        "_second/__init__.py": "",
        "_law/__init__.py": "",
        "_transport/__init__.py": "",
    }
    texts = {f"generated/phidot/{k}": v for k, v in (runtime | dict(package)).items()}
    return texts | {
        "generated/latex/phidot.tex": render("document.tex.jinja", {"names": names}),
        "docs/table.md": render_table(rows),
    }
