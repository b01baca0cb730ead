"""Trial: one root with other borders between its regimes, its error and its cost.

Input: a family's name and thresholds. Output: the largest error in eps, at realisations and on both
sides of the root's own borders, and nanoseconds an element. To be run in a process of its own:
roots are cached, and ``derive.thresholds`` is made to read the borders on trial.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time_ns
from typing import Any

import numpy as np
import scipy.stats
from mpmath import mp
from sympy import Expr, lambdify, oo

from derive import roots, thresholds
from derive.catalogue import load
from derive.emit.root import render_root
from derive.family import Family
from derive.functions import Rate
from derive.fuzz import judge
from derive.oracle.numeric import exact
from derive.sample import Point

EPS = 2.0**-52
#: Elements that are timed, turns, and the most elements that a root takes at once.
SIZE, TURNS, BLOCK = 1 << 17, 9, 1 << 13
#: Shapes are log-uniform between these, half of them between the last two.
SHAPES = ((0.05, 2000.0), (5.0, 200.0))
#: Lines on which borders are sought, steps along each, points for two cells that meet, halvings.
LINES, STEPS, EACH, HALVINGS = 2000, 64, 8, 60

Thresholds = dict[str, float]
Array = np.ndarray[Any, np.dtype[np.float64]]
Indices = np.ndarray[Any, np.dtype[np.int64]]


@dataclass(frozen=True)
class Reference:
    """Arguments of a root, one row each, and its exact values as pairs of doubles (high, low)."""

    arguments: Array
    exact: Array


def measure(family: str, borders: Thresholds, reference: Reference) -> tuple[float, float]:
    """The largest relative error in eps, and nanoseconds an element."""
    with TemporaryDirectory() as folder:
        module = build(family, borders, Path(folder))
        root = module.root
        beside = straddle(family, module._sort_loop)
        error = max(measure_error(root, r) for r in (reference, beside))
        return error, time_root(root, arguments(family, *draw(family, SIZE)))


def measure_error(root: Any, reference: Reference) -> float:
    """The largest relative error in eps."""
    high, low = reference.exact
    values = evaluate(root, reference.arguments)
    return float(np.max(np.abs(((values - high) - low) / high))) / EPS


def straddle(family: str, sort: Callable[..., None]) -> Reference:
    """Exact values on either side of the borders of a root whose elements ``sort`` tells apart.

    Borders are found on lines between realisations, to neighbouring doubles; each pair of cells
    that meet gives as many points as any other.
    """
    z, shapes = draw(family, 2 * LINES)
    coordinates = np.array([to_line(family, z), *map(np.log, shapes)])
    first, last = coordinates[:, :LINES], coordinates[:, LINES:]

    def at(line: Indices, share: Array) -> tuple[Array, list[Array]]:
        u, *logs = first[:, line] + share * (last - first)[:, line]
        return from_line(family, u), [np.exp(v) for v in logs]

    def code(line: Indices, share: Array) -> Indices:
        columns, codes = arguments(family, *at(line, share)), np.empty(line.size, np.int64)
        sort(*map(np.ascontiguousarray, columns), codes)
        return codes

    shares = np.linspace(0.0, 1.0, STEPS)
    line = np.repeat(np.arange(LINES), STEPS)
    codes = code(line, np.tile(shares, LINES)).reshape(LINES, STEPS)
    line, step = np.nonzero(np.diff(codes, axis=1))
    near, far = shares[step], shares[step + 1]
    _, which = np.unique(
        codes[line, step] * codes.max() + codes[line, step + 1], return_inverse=True
    )
    kept = np.concatenate([np.flatnonzero(which == k)[:EACH] for k in range(which.max() + 1)])
    line, near, far, before = line[kept], near[kept], far[kept], codes[line, step][kept]
    for _ in range(HALVINGS):
        middle = (near + far) / 2
        same = code(line, middle) == before
        near, far = np.where(same, middle, near), np.where(same, far, middle)
    sides = [at(line, near), at(line, far)]
    return find_exact(
        family,
        np.concatenate([s[0] for s in sides]),
        [np.concatenate(pair) for pair in zip(*(s[1] for s in sides), strict=True)],
    )


def to_line(family: str, z: Array) -> Array:
    """A coordinate in which realisations lie on the whole line."""
    return np.log(z) if load(family).support[1] == oo else np.log(z / (1 - z))


def from_line(family: str, u: Array) -> Array:
    """The inverse of ``to_line``."""
    return np.exp(u) if load(family).support[1] == oo else 1 / (1 + np.exp(-u))


def build(family: str, borders: Thresholds, folder: Path) -> Any:
    """The module of the root with these borders, in ``folder``."""
    (folder / f"{family}.json").write_text(json.dumps(borders))
    thresholds.FOLDER = folder
    roots.load.cache_clear()
    path = folder / "trial.py"
    path.write_text(render_root(roots.load(family), "a trial", ""))
    spec = spec_from_file_location("trial", path)
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def evaluate(root: Any, columns: Array) -> Array:
    out = np.empty(columns.shape[1])
    for start in range(0, out.size, BLOCK):
        cut = slice(start, start + BLOCK)
        root(tuple(np.ascontiguousarray(c[cut]) for c in columns), out[cut])
    return out


def time_root(root: Any, columns: Array) -> float:
    """The shortest of several turns, in nanoseconds of processor time an element."""
    evaluate(root, columns)
    best = float("inf")
    for _ in range(TURNS):
        start = process_time_ns()
        evaluate(root, columns)
        best = min(best, (process_time_ns() - start) / columns.shape[1])
    return best


def draw(family: str, size: int) -> tuple[Array, list[Array]]:
    """Realisations from the law and their shapes, the same at every call."""
    random = np.random.default_rng(2024)
    wide = random.random(size) < 0.5
    shapes = [
        np.exp(np.where(wide, *(random.uniform(np.log(a), np.log(b), size) for a, b in SHAPES)))
        for _ in load(family).parameters
    ]
    law: Any = getattr(scipy.stats, family)
    low, high = (np.nextafter(e, 0.5) for e in law.support(*(s[0] for s in shapes)))
    return np.clip(law.rvs(*shapes, size=size, random_state=random), low, high), shapes


@cache
def reduction(family: Family) -> tuple[Expr, tuple[Expr, ...]]:
    """The first shape's velocity over the root, and the arguments of the root in it."""
    velocity = family.velocities[family.parameters[0].name]
    (call,) = velocity.atoms(Rate)
    return velocity / call, call.args


def arguments(family: str, z: Array, shapes: Sequence[Array]) -> Array:
    """The root's arguments in float64."""
    return np.array([np.broadcast_to(e, z.shape) for e in evaluator(family)(z, *shapes)])


@cache
def evaluator(family: str) -> Callable[..., list[Array]]:
    """The root's arguments as a function of z and the shapes."""
    law = load(family)
    symbols = (law.variable, *(p.symbol for p in law.parameters))
    evaluate: Callable[..., list[Array]] = lambdify(symbols, reduction(law)[1], "numpy")
    return evaluate


def find_reference(family: str, size: int) -> Reference:
    """Exact values of the root by the oracle, where it has them in time."""
    return find_exact(family, *draw(family, size))


def find_exact(family: str, z: Array, shapes: Sequence[Array]) -> Reference:
    """The same at given points."""
    law = load(family)
    names, symbols = [p.name for p in law.parameters], [p.symbol for p in law.parameters]
    factor = lambdify((law.variable, *symbols), reduction(law)[0], "mpmath")
    kept, found = [], []
    for i in range(z.size):
        given = [float(s[i]) for s in shapes]
        at = Point(family, dict(zip(names, given, strict=True)), float(z[i]))
        value = judge(law, names[0], at)
        if value is not None:
            with mp.workdps(30):
                rate = value / factor(exact(float(z[i])), *map(exact, given))
                kept.append(i)
                found.append((float(rate), float(rate - float(rate))))
    return Reference(arguments(family, z[kept], [s[kept] for s in shapes]), np.array(found).T)
