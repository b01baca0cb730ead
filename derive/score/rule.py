"""Rules: nodes and weights of Gauss-Legendre quadrature, and grids of searches, as tables.

The column ``alias`` of a rule is that of the weights times the Legendre polynomials of the two
highest degrees that its nodes resolve: it gives the integrand's last coefficients, hence whether
the integrand was resolved. The error of the rule itself is of the order of their square.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import pairwise

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
#: An integrand is resolved where its last coefficients are below this part of its integral.
RESOLVED = 1e-6


@cache
def legendre(count: int) -> tuple[tuple[float, float, float], ...]:
    """Nodes on (0, 1), weights and alias weights."""
    with mp.workdps(DIGITS):
        rows = []
        for x, w in gauss_legendre(count, DIGITS):
            last = mp.sqrt(2 * count - 1) * mp.legendre(count - 1, x)
            rows.append(((1 + x) / 2, w / 2, w / 2 * last))
    return tuple(rows)


def columns(name: str, rows: Iterable[tuple[float, float, float]]) -> ir.Table:
    named = zip(("node", "weight", "alias"), zip(*rows, strict=True), strict=True)
    return ir.Table(name, tuple((k, tuple(map(float, c))) for k, c in named))


@cache
def element_rule() -> ir.Table:
    """On (0, 1) by x = (xi + xi^2)/2: closer where the integrand is largest."""
    bent = [
        ((xi + xi**2) / 2, w * (1 + 2 * xi) / 2, a * (1 + 2 * xi) / 2)
        for xi, w, a in legendre(NODES)
    ]
    return columns("RULE", bent)


@cache
def panel_rule() -> ir.Table:
    """Panels of (0, 1), each of them with its own Gauss-Legendre rule."""
    rows = [
        (low + (high - low) * xi, (high - low) * w, (high - low) * a)
        for low, high in pairwise(PANELS)
        for xi, w, a in legendre(EACH)
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
