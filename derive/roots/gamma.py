"""The root gamma(a): V = d log z/d a, from which chi2, Nakagami, invgamma and others follow.

Six regimes cover every z > 0 and a > 0, none of which evaluates the density or the cdf: the
expansion for large a around the mode (one polynomial in log(z/a) and 1/a, and a shorter one where a
is larger still), cells of polynomials for moderate a and z, and series at the two ends.
"""

from __future__ import annotations

from functools import cache

from derive import thresholds
from derive.root import Root
from derive.roots import _gamma_axis as line
from derive.roots import _gamma_ends as ends
from derive.roots import _gamma_tile as tile
from derive.roots import _gamma_uniform as around
from derive.roots._gamma_uniform import Band

DOCUMENT = """d log z/d a of gamma(a) at z, for every z > 0 and a > 0; z times it is the velocity.

It decreases in z, from infinity at z = 0 to 0 at z = infinity."""


@cache
def root() -> Root:
    """The regimes, cheapest first."""
    borders = thresholds.read("gamma")
    return Root(
        name="gamma_rate",
        arguments=("z", "a"),
        regimes=(
            around.regime(Band("large", borders["large_a"], borders["large_w"])),
            around.regime(around.MODERATE),
            tile.regime(),
            ends.small(),
            ends.left(),
            ends.right(),
        ),
        document=DOCUMENT,
        axis=line.axis(),
    )
