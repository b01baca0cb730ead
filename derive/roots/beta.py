"""The root beta(a, b): Y = d logit x/d a, from which F, betaprime, rdist and others follow.

Eight regimes cover the domain, none of which evaluates the density or the cdf. For a >= 10 around
the mode the expansion for large a, whatever b is, in three bands. Elsewhere, left of the mode, the
series at x = 0, continued by the expansion at a + 10 where it is slow; right of it, the continued
fraction of 1 - F. The derivative with respect to b is -Y with a, x and b, y exchanged.
"""

from __future__ import annotations

from functools import cache

from derive.root import Root
from derive.roots import _beta_axis as line
from derive.roots import _beta_left as left
from derive.roots import _beta_right as right
from derive.roots import _beta_uniform as around
from derive.roots._beta_uniform import Band
from derive.thresholds import read

DOCUMENT = """d logit x/d a of beta(a, b) at x, 0 < x < 1, for all positive a and b.

y is 1 - x, given because x near 1 does not determine it; x y times the value is the velocity. It is
positive and decreases in x from infinity at 0 to (psi(a + b) - psi(a))/b at 1."""


@cache
def root() -> Root:
    """The regimes, cheapest first."""
    stored = read("beta")
    return Root(
        name="beta_rate",
        arguments=("x", "y", "a", "b"),
        regimes=(
            around.regime(Band("largest", stored["largest_a"], stored["largest_w"])),
            around.regime(Band("large", stored["large_a"], stored["large_w"])),
            around.regime(Band("moderate", stored["moderate_a"], stored["moderate_w"])),
            left.series(),
            left.shifted(),
            *right.regimes(),
        ),
        document=DOCUMENT,
        axis=line.axis(),
    )
