"""Checks that the parts of a specification state one and the same law.

Each takes a family and a point and returns None, or a complaint. All work at the precision in
force, and a shape at a removable point is approached by a limit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Any, TypeAlias

from mpmath import mp

from derive.family import Family
from derive.oracle import inversion, law, moments
from derive.oracle.cancellation import complement
from derive.oracle.numeric import exact
from derive.oracle.removable import across

Point: TypeAlias = Mapping[str, Any]
Check: TypeAlias = Callable[[Family, Point], "str | None"]
Quantity: TypeAlias = Callable[[Family, Point], Any]

#: Binary magnitudes of the distances from an end at which the tail must have become small, and the
#: factor by which it must fall over the last two if it has not.
#: COARSE is the digits of quadratures that must only tell 1 from another number.
FAR, SMALL, FALLING, COARSE = (1, 3, 8, 64, 512, 4096, 1 << 17), 0.01, 0.99, 30


def same(what: str, first: Quantity, second: Quantity) -> Check:
    """A check that two quantities agree to a third of the digits in force, relatively."""

    def check(family: Family, point: Point) -> str | None:
        a, b = (across(family, point, lambda p, f=f: f(family, p)) for f in (first, second))  # type: ignore[misc]
        if abs(a - b) <= max(abs(a), abs(b)) * mp.power(10, -mp.dps // 3):
            return None
        return f"{what} are {mp.nstr(a, 10)} and {mp.nstr(b, 10)}"

    return check


def only_if(applies: Callable[[Family], bool], check: Check) -> Check:
    """The check, for those families to which it applies."""
    return lambda family, point: check(family, point) if applies(family) else None


def by(way: str, upper: bool) -> Quantity:
    return lambda family, point: law.WAYS[way](family, point, upper)


def opposite(family: Family, point: Point) -> Any:
    """1 - sf, from the stated survival function."""
    assert family.sf is not None
    above = family.sf
    return complement(lambda: law.value(above, point))


def inverted(family: Family, point: Point) -> Any:
    """Q(F(z))."""
    below, above = law.cdf(family, point), law.sf(family, point)
    if not (below and above):
        raise ArithmeticError("a tail vanishes")
    return inversion.quantile(family, point, mp.log(below / above))


def both_tails(family: Family, point: Point) -> Any:
    """F + (1 - F) in the middle of the support, by two quadratures of moderate precision."""
    z = law.spread(*law.support(family, point))[2]
    with mp.workdps(min(mp.dps, COARSE)):
        there = law.moved(family, point, z)
        return law.cdf(family, there) + law.sf(family, there)


def total(family: Family, point: Point) -> Any:
    """The integral of the stated log-density's exponential, to moderate precision."""
    with mp.workdps(min(mp.dps, COARSE)):
        return moments.mass(family, point, mp.dps)


def density(family: Family, point: Point) -> Any:
    """e to the stated log-density."""
    assert family.log_density is not None
    return mp.exp(law.value(family.log_density, point))


def quotient(family: Family, point: Point) -> Any:
    """dF/dz by one central difference of the lighter tail, to about two thirds of the digits."""
    z, upper = exact(point[family.variable.name]), law.lighter(family, point)
    to_ends = [abs(z - end) for end in law.support(family, point) if mp.isfinite(end)]
    step = min([max(mp.mpf(1), abs(z)), *to_ends]) * mp.power(10, -mp.dps // 3)
    below, above = (
        law.tail(family, law.moved(family, point, z + side * step), upper) for side in (-1, 1)
    )
    return (below - above if upper else above - below) / (2 * step)


def ordered_support(family: Family, point: Point) -> str | None:
    low, high = law.support(family, point)
    return None if low < high else f"the ends are {mp.nstr(low, 10)} and {mp.nstr(high, 10)}"


def limits(family: Family, point: Point) -> str | None:
    """F and 1 - F tend to 0 at the lower and the upper end: small there, or still falling."""
    for upper, name in ((False, "F at the lower end"), (True, "1 - F at the upper end")):
        previous = last = mp.one
        for z, bits in approach(law.support(family, point), upper):
            there = law.moved(family, point, z)
            with mp.workprec(mp.prec + bits):
                previous = last
                last = across(family, there, lambda p: law.tail(family, p, upper))  # noqa: B023
            if 0 <= last <= SMALL:
                break
        else:
            if not 0 <= last < FALLING * previous:
                return f"{name} tends to {mp.nstr(last, 10)}, not 0"
    return None


def approach(ends: tuple[Any, Any], upper: bool) -> Iterator[tuple[Any, int]]:
    """Points that approach one end of the support, with the bits needed beside that end."""
    low, high = ends
    end, side = (high, -1) if upper else (low, 1)
    if mp.isinf(end):
        start = low if mp.isfinite(low) else high if mp.isfinite(high) else mp.mpf(0)
        yield from ((start - side * mp.ldexp(1, bits), 0) for bits in FAR)
        return
    for bits in FAR if end == 0 else FAR[:-1]:
        beside = 0 if end == 0 else bits
        with mp.workprec(mp.prec + beside):
            z = end + side * min(mp.ldexp(1, -bits), (high - low) / 4)
        yield z, beside


def joined(family: Family, point: Point) -> str | None:
    """Branches follow one another over the whole support, and F is continuous where they meet."""
    ends = [[law.value(e, point) for e in (b.lower, b.upper)] for b in family.branches]
    low, high = law.support(family, point)
    for left, right in pairwise([[low, low], *ends, [high, high]]):
        if left[1] != right[0]:
            return f"one ends at {mp.nstr(left[1], 10)}, the next starts at {mp.nstr(right[0], 10)}"
    for (lower, upper), first, second in zip(
        ends, family.branches, family.branches[1:], strict=False
    ):
        here = law.moved(family, point, upper)
        a, b = (law.stated(x.cdf, x.sf, here, False) for x in (first, second))
        if lower < upper < high and not abs(a - b) <= mp.power(10, -mp.dps // 2):
            return f"F jumps from {mp.nstr(a, 10)} to {mp.nstr(b, 10)} at {mp.nstr(upper, 10)}"
    return None


def monotone(family: Family, point: Point) -> str | None:
    """The reduction's map never turns."""
    assert family.reduction is not None
    image = family.reduction.map
    low, high = law.support(family, point)

    def mapped(z: Any) -> Any:
        return across(family, law.moved(family, point, z), lambda p: law.value(image, p))

    if family.reduction.folded:
        places = law.spread(mp.mpf(0), high)
        uneven = [z for z in places if mapped(z) != mapped(-z)]
        if uneven or low != -high:
            return "a folded map and its support are even"
        seen = [mapped(z) for z in places]
    else:
        seen = [mapped(z) for z in law.spread(low, high)]
    steps = [exact(b) - exact(a) for a, b in pairwise(seen)]
    if all(s >= 0 for s in steps) or all(s <= 0 for s in steps):
        return None
    return f"its values are {', '.join(mp.nstr(y, 6) for y in seen)}"


def beside(way: str) -> Callable[[Family], bool]:
    """True of a family that states its law in this way and in another one that is used first."""
    return lambda family: way in law.ways(family)[1:]


SUPPORT_CHECKS: Mapping[str, Check] = {
    "the support": ordered_support,
    "monotone map": only_if(lambda f: f.reduction is not None, monotone),
    "branches": only_if(lambda f: bool(f.branches), joined),
    "limits": only_if(lambda f: law.ways(f)[0] not in ("pdf", "log_density"), limits),
    "the log-density integrates to 1": only_if(
        lambda f: law.ways(f)[0] == "log_density" and f.normalised and not f.has_integral_density,
        same("the integral of its exponential and 1", total, lambda f, p: mp.mpf(1)),
    ),
    "the density integrates to 1": only_if(
        lambda f: law.ways(f)[0] == "pdf",
        same("F + (1 - F) and 1", both_tails, lambda f, p: mp.mpf(1)),
    ),
}

POINT_CHECKS: Mapping[str, Check] = {
    "sf = 1 - cdf": only_if(
        lambda f: f.cdf is not None and f.sf is not None,
        same("cdf and 1 - sf", by("cdf", upper=False), opposite),
    ),
    **{
        f"{way} against the law": only_if(
            beside(way), same(f"F by {way} and by the law", by(way, upper=False), law.cdf)
        )
        for way in ("branches", "reduction")
    },
    "quantile inverts cdf": only_if(
        beside("quantile"), same("Q(F(z)) and z", inverted, lambda f, p: exact(p[f.variable.name]))
    ),
    "dF/dz = e^(log-density)": only_if(
        lambda f: f.has_integral_density, same("the density and dF/dz", density, quotient)
    ),
    "dF/dz = pdf": only_if(beside("pdf"), same("pdf and dF/dz", law.pdf, law.slope)),
}
