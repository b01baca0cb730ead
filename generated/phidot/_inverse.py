# Copied by `make` from derive/runtime; edit it there.
# Digest of everything that it calls: 64f81e956d558053
"""Inverse: the logit t of F(z) of a law that is known by its quantile function, by iteration.

The curve Q(t) is followed by the exponential a + b e^(k t) that touches it in three derivatives:
exact where a tail of Q is a power of the tail probability, or where the support ends, and Newton's
step where k = 0. The step is kept inside the bracket that the signs so far have left; where steps
do not shrink, the bracket is halved. What does not converge is nan.
"""

from __future__ import annotations

from collections.abc import Callable
from math import inf, nan
from typing import Any

from ._arguments import Array
from ._intrinsics import maximum, minimum
from ._jit import INPUT, OUTPUT, Entry, inline
from ._math import log1p_ratio  # type: ignore[import-untyped]

#: Steps until an element is given up, and elements that take their steps together.
MOST, GROUP = 96, 256
#: A step so small, relative to 1 + |t|, is the last: its own error is of the third order, and the
#: kernels move their result along the curve by what is left.
NEAR = 2.0**-24
#: A relative difference of z that is rounding, and one that may be where Q cancels.
ROUNDING, CANCELLED = 2.0**-52, 2.0**-36
#: The least normal double: a t below it has lost digits, and is nan.
NORMAL = 2.0**-1022


@inline
def advance(  # type: ignore[no-untyped-def]
    z: float, t: float, low: float, high: float, last: float,
    value: float, slope: float, bend: float,
):  # fmt: skip
    """The next t, its bracket and the size of the step; a bracket of one point is the root."""
    miss = z - value
    under, over = miss > 0.0, miss < 0.0
    # Where Q overflows or is no number, t is too far out.
    lost = not (under | over | (miss == 0.0))
    left, right = t < 0.0, t > 0.0
    below = under | (lost & left)
    above = over | (lost & right)
    new_low = t if below else low
    new_high = t if above else high
    newton = miss / slope
    curvature = bend if abs(bend) < inf else 0.0
    curved = curvature * newton
    usable = curved > -1.0
    stretch = log1p_ratio(curved if usable else 0.0)
    follow = newton * stretch
    reach = 8.0 + 8.0 * abs(t)
    bounded: float = maximum(-reach, minimum(reach, follow))  # type: ignore[call-arg]
    outward = reach if below else -reach
    step = bounded if usable else outward
    size = abs(step)
    exact = abs(miss) <= ROUNDING * abs(z)
    tiny = NEAR * (1.0 + abs(t))
    pinned = (new_high - new_low <= tiny) & (abs(miss) <= CANCELLED * abs(z))
    settled = exact | pinned | (size <= tiny)
    further = t + step
    aim = t if exact | pinned else further
    inside = (new_low < aim) & (aim < new_high)
    closed = new_high - new_low < inf
    shrinks = size < 0.5 * last
    straight = inside & (shrinks | (not closed))
    middle = 0.5 * (new_low + new_high)
    fallback = middle if closed else t + outward
    chosen = aim if straight else fallback
    vanishes = (not exact) & (abs(aim) < NORMAL)
    root = nan if vanishes else aim
    moved = root if settled else chosen
    done = low == high
    next_t = t if done else moved
    fixed = done | settled
    next_low = next_t if fixed else new_low
    next_high = next_t if fixed else new_high
    return next_t, next_low, next_high, abs(next_t - t)


class Inverse:
    """The logit as a function of ``arity`` contiguous float64 arrays: z and the shapes."""

    def __init__(self, arity: int, loop: Callable[..., None]) -> None:
        self.arity = arity
        self._loop = Entry(loop, (*(INPUT,) * arity, OUTPUT))

    def has_table_for(self, varying: tuple[bool, ...]) -> bool:
        """No table is made."""
        return False

    def with_fixed(self, *arguments: Any) -> None:
        """Never called: there is no table."""
        raise NotImplementedError

    def __call__(self, arguments: tuple[Array, ...], out: Array) -> None:
        """Fill ``out`` with the logit, element by element."""
        self._loop.call(*arguments, out)
