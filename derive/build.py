"""Build: the products of many families, in parallel processes, recalled where nothing changed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed

from derive.catalogue import load
from derive.emit.product import Product, make_product
from derive.store import keep, recall


class BuildError(RuntimeError):
    """A family that could not be made; the message is the cause's, with the family's name."""


def build(
    names: Sequence[str], jobs: int | None = None, done: Callable[[str], None] = lambda name: None
) -> list[Product]:
    """The products in the order of ``names``; ``done`` is told of each as it is ready.

    ``jobs`` is the number of processes, by default one a core; 1 builds in this process. Raises
    BuildError for the first family that fails.
    """
    ready = {name: product for name in names if (product := recall(name)) is not None}
    for name in ready:
        done(name)
    missing = sorted((n for n in names if n not in ready), key=is_quick)
    for product in make(missing, jobs or os.cpu_count() or 1):
        keep(product)
        ready[product.name] = product
        done(product.name)
    return [ready[name] for name in names]


def is_quick(name: str) -> bool:
    """False for families whose law takes long to evaluate: they are started first."""
    family = load(name)
    return not family.is_iterated and family.quantile is None


def make(names: Sequence[str], jobs: int) -> Iterator[Product]:
    """The products as they are ready."""
    if jobs == 1 or len(names) < 2:
        yield from map(attempt, names)
        return
    with ProcessPoolExecutor(min(jobs, len(names))) as pool:
        futures = [pool.submit(attempt, name) for name in names]
        for future in as_completed(futures):
            if future.exception() is not None:
                pool.shutdown(cancel_futures=True)
            yield future.result()


def attempt(name: str) -> Product:
    """One product; every failure names its family."""
    try:
        return make_product(name)
    except Exception as error:
        text = str(error)
        raise BuildError(text if name in text else f"family {name}: {text}") from error
