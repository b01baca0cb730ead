"""Store: products of earlier runs by content digest, so that an unchanged family is not made again.

The folder is disposable: everything in it can be made from the sources.
"""

from __future__ import annotations

import json
from pathlib import Path

from derive.emit.digest import family_digest
from derive.emit.product import Product

FOLDER = Path(".cache") / "phidot"


def recall(name: str, folder: Path = FOLDER) -> Product | None:
    """The product of a family if one was made from the same sources, else None."""
    path = folder / f"{name}.json"
    if not path.exists():
        return None
    record = json.loads(path.read_text())
    return Product(**record["product"]) if record["digest"] == family_digest(name) else None


def keep(product: Product, folder: Path = FOLDER) -> None:
    """Store a product under the digest of what it was made from."""
    folder.mkdir(parents=True, exist_ok=True)
    record = {"digest": family_digest(product.name), "product": vars(product)}
    (folder / f"{product.name}.json").write_text(json.dumps(record))
