"""Rules: nodes and weights of Gauss-Legendre quadrature, and grids of searches, as tables.

The columns COEFFICIENTS of a rule are its weights times Legendre polynomials: they give some of the
integrand's coefficients, hence whether it was resolved (``integral.resolved``).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from typing import Any

from mpmath import mp

from derive import ir
from derive.legendre import gauss_legendre

DIGITS = 30
#: Nodes of the rule for an element, and the ends and nodes of the panels for shapes. A long tail
#: may begin with a narrow bend next to the summit, and end in a narrow one where it is cut off.
NODES = 48
PANELS, EACH = (
    (
        0.0, 0.0003, 0.0008, 0.0018, 0.0035, 0.007, 0.013, 0.025, 0.05, 0.1,
        0.2, 0.32, 0.45, 0.58, 0.7, 0.8, 0.88, 0.94, 0.97, 0.99, 1.0,
    ), 24,
)  # fmt: skip
#: The log-density falls by so much over a reach.
FALL = 45.0
#: An integrand is resolved where its last coefficients are noise beside its integral; or where they
#: have fallen so far beside those of half the degree, and tell of an error below EXACT. Panels are
#: narrow where a bend is, so what their coefficients tell is the noise of Bessel functions.
NOISE, FALLEN, EXACT = 4e-15, 1e-3, 1e-15
NOISE_OF_PANELS = 1e-13
#: The columns of a rule that give Legendre coefficients: of the two highest degrees that its nodes
#: resolve, and of half of them.
COEFFICIENTS = ("last", "before", "middle")


@cache
def legendre(count: int) -> tuple[tuple[float, ...], ...]:
    """Nodes on (0, 1), weights, and the weights of COEFFICIENTS."""
    with mp.workdps(DIGITS):
        rows = []
        for x, w in gauss_legendre(count, DIGITS):
            given = (coefficient(degree, x) for degree in (count - 1, count - 2, count // 2))
            rows.append(((1 + x) / 2, w / 2, *(w / 2 * c for c in given)))
    return tuple(rows)


def coefficient(degree: int, x: Any) -> Any:
    """The Legendre polynomial of mean square 1."""
    return mp.sqrt(2 * degree + 1) * mp.legendre(degree, x)


def columns(name: str, rows: Iterable[tuple[float, ...]]) -> ir.Table:
    names = ("node", "weight", *COEFFICIENTS)
    named = zip(names, zip(*rows, strict=True), strict=True)
    return ir.Table(name, tuple((k, tuple(map(float, c))) for k, c in named))


@cache
def element_rule() -> ir.Table:
    """On (0, 1) by x = (xi + xi^2)/2: closer where the integrand is largest."""
    bent = [
        ((xi + xi**2) / 2, *(w * (1 + 2 * xi) / 2 for w in weights))
        for xi, *weights in legendre(NODES)
    ]
    return columns("RULE", bent)


@cache
def panel_rule() -> ir.Table:
    """Panels of (0, 1), each of them with its own Gauss-Legendre rule."""
    rows = [
        (low + (high - low) * xi, *((high - low) * w for w in weights))
        for low, high in pairwise(PANELS)
        for xi, *weights in legendre(EACH)
    ]
    return columns("PANELS", rows)


def grid(name: str, values: Iterable[float]) -> ir.Table:
    return ir.Table(name, (("node", tuple(values)),))


#: Places of a maximum: neighbours are a sixteenth of the whole apart.
MAXIMUM = grid("MAXIMUM", (k / 16 for k in range(-16, 17)))
#: Lengths by octaves, for any law and for an element, and within an octave.
OCTAVES = grid("OCTAVES", (2.0**-k for k in range(65)))
NEAR_OCTAVES = grid("NEAR_OCTAVES", (2.0**-k for k in range(21)))
STEPS = grid("STEPS", (k / 64 for k in range(32, 64)))
