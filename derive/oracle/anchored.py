"""Tails and velocities of a family that states its log-density, by integrals anchored at z.

With l the log-density and s the score, F(z) = p(z) int_lo^z e^(l(t) - l(z)) dt and (DESIGN 1e)

    v(z) = -int_lo^z s(t) e^(l(t) - l(z)) dt = int_z^hi s(t) e^(l(t) - l(z)) dt,

taken towards the end to which the density falls. Only differences of l appear, so nothing
underflows, and the digits do not depend on how far out z lies. For a density that is even in z the
integral starts at 0 near the middle, where v vanishes. Of a log-density that is not normalised the
mass is divided out, and the mean is taken off the score.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from mpmath import mp
from sympy import Dummy, Expr, lambdify

from derive.family import Family
from derive.oracle import latent
from derive.oracle.bessel import BY_NAME
from derive.oracle.coordinate import Coordinate, Place
from derive.oracle.folded import fold, halved, is_folded
from derive.oracle.gauss import integrate
from derive.oracle.iterated import hoist
from derive.oracle.numeric import as_real, compile_expression, exact
from derive.oracle.outward import asked, fall, falls_upward, lost, one_side, summit
from derive.oracle.reflection import REFLECTED, reflect
from derive.oracle.special import exponential

Point = Mapping[str, Any]
Function = Callable[[Any], Any]
#: Digits beyond those asked for: first attempt, by how much less than twice as many each further
#: one has, and how many attempts.
GUARD, LESS, ATTEMPTS = 12, 4, 9
#: An even density is integrated from 0 while it has fallen by less than e^-NEAR there.
NEAR = 2


class Vanishes(Exception):  # noqa: N818
    """A velocity so near its zero that its integral would need far more digits than asked for."""


@cache
def score(family: Family, parameter: str) -> Expr:
    """d log-density / d parameter."""
    symbol = next(p.symbol for p in family.parameters if p.name == parameter)
    assert family.log_density is not None
    return family.log_density.diff(symbol)


def along(expression: Expr, family: Family, point: Point) -> Function:
    """``expression`` as a function of z or of a Place; what is free of z is evaluated once.

    Plain arithmetic: ``settle`` finds how many digits it needs.
    """
    symbols = tuple(p.symbol for p in family.parameters)
    body, parts = compiled(expression, family)
    values = [exact(point[s.name]) for s in symbols]
    fixed, line = [part(*values) for part in parts], line_of(family, point)

    def evaluate(t: Any) -> Any:
        return as_real(body(*(t if isinstance(t, Place) else line.place(t)), *fixed))

    return evaluate


@cache
def compiled(expression: Expr, family: Family) -> Any:
    """``expression`` as a function of z, its distances from the ends, and its parts free of z.

    Differences of z from an end that is a number become the distances themselves.
    """
    variable, symbols = family.variable, tuple(p.symbol for p in family.parameters)
    body, parts = hoist(expression, variable)
    parts |= {s: s for s in symbols}
    rise, rest = Dummy("rise"), Dummy("rest")
    low, high = family.support
    distances = {variable - low: rise, high - variable: rest}
    body = reflect(body.xreplace({d: name for d, name in distances.items() if d.is_Add}))
    names = [REFLECTED, latent.namespace(), BY_NAME, "mpmath"]
    whole = lambdify((variable, rise, rest, *parts), body, names)
    return whole, [compile_expression(p, symbols) for p in parts.values()]


def line_of(family: Family, point: Point) -> Coordinate:
    """The coordinate of the support at the point's shapes."""
    symbols = tuple(p.symbol for p in family.parameters)
    values = [point[p.name] for p in family.parameters]
    low, high = (compile_expression(e, symbols)(*values) for e in family.support)
    return Coordinate(low, high)


def tail(family: Family, point: Point, upper: bool) -> Any:
    """F or 1 - F at ``point``; the heavier one as the complement of the other."""
    if is_folded(family):
        return unfold(tail, family, point, upper)
    digits = mp.dps
    direct = latent.DIRECT.get(family.name)
    if direct is not None:
        what = f"family {family.name}: tail at {dict(point)}"
        return settle(lambda: direct.tail(point, upper), digits, what)
    member = (family, shapes_of(family, point), mp.prec)
    if member in IN_THE_BULK:
        lower = from_neighbour(family, point, *IN_THE_BULK[member])
        if is_bulk(lower):
            return 1 - lower if upper else lower
    value = integrated_tail(family, point, upper)
    lower = 1 - value if upper else value
    if member not in IN_THE_BULK and is_bulk(lower):
        IN_THE_BULK[member] = exact(point[family.variable.name]), lower
    return value


def integrated_tail(family: Family, point: Point, upper: bool) -> Any:
    """The tail by its own integral."""
    digits = mp.dps

    def once() -> Any:
        log_density = along(family.log_density, family, point)
        value, side = outward(family, point, log_density, lambda t: 1, digits)
        value *= exponential(log_density(exact(point[family.variable.name])))
        value /= normaliser(family, point, digits)
        return value if side == upper else 1 - value

    what = f"family {family.name}: tail at {dict(point)}"
    return settle(once, digits, what, loss_at(family, point, digits))


#: One point of each member at each precision whose F is known and no tail's: another F is that one
#: and the mass between, which takes a tenth of the time of an integral over the whole tail.
IN_THE_BULK: dict[tuple[Any, ...], tuple[Any, Any]] = {}
BULK = (0.01, 0.99)
#: How many times the digits asked for may be lost in the log-density.
BEYOND = 8


def is_bulk(level: Any) -> bool:
    """Whether a difference of two such F keeps its digits but two."""
    return bool(BULK[0] < level < BULK[1])


def from_neighbour(family: Family, point: Point, start: Any, level: Any) -> Any:
    """F at ``point`` from F at another z of the same member."""
    digits = mp.dps
    with mp.workdps(digits + GUARD + loss_at(family, point, digits)):
        log_density, line = along(family.log_density, family, point), line_of(family, point)

        def density(w: Any) -> Any:
            return mp.exp(log_density(line.from_line(w))) * line.slope(w)

        near, far = line.to_line(start), line.to_line(exact(point[family.variable.name]))
        norm = normaliser(family, point, digits)
        mass, _ = integrate(density, near, far, mp.power(10, -digits - 3), level * norm)
        return level + mass / norm


def velocity(family: Family, parameter: str, point: Point, digits: int) -> Any:
    """v_parameter at ``point`` to ``digits`` digits; ArithmeticError where it does not settle."""
    if is_folded(family):
        there, sign = fold(family, point)
        with mp.workdps(digits + GUARD):
            return sign * velocity(halved(family), parameter, there, digits)

    direct = latent.DIRECT.get(family.name)
    if direct is not None:
        what = f"family {family.name}: v_{parameter} at {dict(point)}"
        return settle(lambda: direct.velocity(parameter, point), digits, what)

    if is_still(family, parameter, point):
        return mp.mpf(0)
    loss = loss_at(family, point, digits)

    def once() -> Any:
        log_density = along(family.log_density, family, point)
        weight = centred(family, parameter, point, digits)
        z = exact(point[family.variable.name])
        if is_near_zero(family, parameter, log_density, z):
            here = log_density(z)
            value, _ = integrate(
                lambda t: weight(t) * mp.exp(log_density(t) - here),
                mp.mpf(0), z, mp.power(10, -asked(digits, loss)),
            )  # fmt: skip
            return -value
        value, upper = outward(family, point, log_density, weight, digits, parameter)
        return value if upper else -value

    what = f"family {family.name}: v_{parameter} at {dict(point)}"
    try:
        return settle(once, digits, what, loss)
    except Vanishes:
        raise ArithmeticError(f"{what} all but vanishes") from None


def is_still(family: Family, parameter: str, point: Point) -> bool:
    """Whether the density does not depend on ``parameter`` where others are 0."""
    zeros = {p.symbol: 0 for p in family.parameters if point[p.name] == 0}
    return bool(score(family, parameter).subs(zeros) == 0)


def loss_at(family: Family, point: Point, digits: int) -> int:
    """Digits that differences of the log-density lose next to z, where its terms are large.

    0 where so few digits give no log-density: then ``settle`` finds how many do. ArithmeticError
    where BEYOND times as many give none: further out it would take ever more.
    """
    z = exact(point[family.variable.name])
    for most in (digits + GUARD, BEYOND * digits):
        with mp.workdps(most):
            log_density = along(family.log_density, family, point)
            if mp.isfinite(log_density(z)):
                return lost(log_density, z) if most < BEYOND * digits else 0
    raise ArithmeticError(f"family {family.name}: no log-density at {dict(point)}")


def shapes_of(family: Family, point: Point) -> tuple[tuple[str, Any], ...]:
    """The point's shapes, as a key."""
    return tuple((p.name, point[p.name]) for p in family.parameters)


def normaliser(family: Family, point: Point, digits: int) -> Any:
    """What e^l integrates to; 1 where the family says so."""
    if family.normalised:
        return mp.mpf(1)
    return moments(family, "", shapes_of(family, point), digits, mp.prec)


def centred(family: Family, parameter: str, point: Point, digits: int) -> Function:
    """The score as a function of z."""
    weight = along(score(family, parameter), family, point)
    if family.normalised:
        return weight
    shapes = shapes_of(family, point)
    mean = moments(family, parameter, shapes, digits, mp.prec)
    mean /= moments(family, "", shapes, digits, mp.prec)
    return lambda t: weight(t) - mean


@cache
def moments(
    family: Family, parameter: str, shapes: tuple[tuple[str, Any], ...], digits: int, prec: int
) -> Any:
    """The integral of e^l times dl/d(parameter), or alone without one, to ``digits`` digits.

    ``prec`` is the precision in force, by which results are told apart.
    """
    point = dict(shapes)
    with mp.workprec(prec), mp.workdps(max(mp.dps, digits + GUARD)):
        weight = along(score(family, parameter), family, point) if parameter else lambda t: 1
        return over_support(family, point, weight, digits)


def is_near_zero(family: Family, parameter: str, log_density: Function, z: Any) -> bool:
    """Whether to integrate from 0, where the velocity is known to vanish."""
    if not (family.even or parameter in family.pinned):
        return False
    drop = log_density(mp.mpf(0)) - log_density(z)
    return bool(drop < NEAR and (family.even or -drop < NEAR))


def unfold(
    tail: Callable[[Family, Point, bool], Any], family: Family, point: Point, upper: bool
) -> Any:
    """A tail of an even law from the upper tail of its half."""
    there, sign = fold(family, point)
    outer = tail(halved(family), there, True) / 2 if sign else mp.mpf(1) / 2
    return outer if (sign > 0) == upper else 1 - outer


def settle(f: Callable[[], Any], digits: int, what: str, loss: int = 0) -> Any:
    """``f()`` with ever more guard digits until two values agree to ``digits``.

    ``loss`` is the number of digits that are known to be lost in it.
    """
    previous, guard = mp.nan, GUARD
    for _ in range(ATTEMPTS):
        with mp.workdps(digits + guard + loss):
            try:
                value = f()
            except ArithmeticError:  # Differences of l are all noise: more digits will tell.
                value = mp.nan
            if value != 0 and abs(value - previous) <= abs(value) * mp.power(10, -digits):
                return value
        previous, guard = value, 2 * guard - LESS
    raise ArithmeticError(f"{what} does not settle to {digits} digits")


def outward(
    family: Family, point: Point, log_density: Function, weight: Function, digits: int,
    parameter: str = "",
) -> tuple[Any, bool]:  # fmt: skip
    """int weight(t) e^(l(t) - l(z)) dt from z to the end to which the density falls, and the side.

    A side whose end moves with ``parameter`` is not taken unless the density vanishes there.
    """
    line = line_of(family, point)
    start = line.to_line(exact(point[family.variable.name]))

    def height(w: Any) -> Any:
        return log_density(line.from_line(w)) + line.log_slope(w)

    here = height(start)
    upper = falls_upward(height, start, here)
    bound = height
    if moves(family, parameter, line, upper):
        if vanishes(log_density, line, point[family.variable.name], upper, digits):
            bound = lambda w: log_density(line.from_line(w))  # noqa: E731
        else:
            upper = not upper
    value, size = one_side(height, lambda w: weight(line.from_line(w)), start, upper, digits, bound)
    if abs(value) < size * mp.power(10, -digits):
        raise Vanishes
    return value * line.slope(start), upper


def moves(family: Family, parameter: str, line: Coordinate, upper: bool) -> bool:
    """Whether that end of the support is finite and depends on ``parameter``."""
    end = line.high if upper else line.low
    named = {s.name for s in family.support[upper].free_symbols}
    return parameter in named and bool(mp.isfinite(end))


def vanishes(log_density: Function, line: Coordinate, z: Any, upper: bool, digits: int) -> bool:
    """Whether the density falls by ``digits`` digits between z and a finite end.

    Then the score, which grows like the reciprocal of the distance, can be integrated up to there.
    """
    end = line.high if upper else line.low
    beside = end - (1 if upper else -1) * mp.ldexp(abs(end) or 1, -3 * mp.prec // 4)
    return bool(log_density(exact(z)) - log_density(beside) > (digits + 5) * mp.log(10))


def mass(family: Family, point: Point, digits: int) -> Any:
    """The integral of e^l over the support, by two quadratures outwards from near its summit."""
    if is_folded(family):
        return mass(halved(family), point, digits)

    def once() -> Any:
        return over_support(family, point, lambda t: 1, digits)

    return settle(once, digits, f"family {family.name}: the mass at {dict(point)}")


def over_support(family: Family, point: Point, weight: Function, digits: int) -> Any:
    """The integral of weight e^l over the support, at the precision in force."""
    log_density, line = along(family.log_density, family, point), line_of(family, point)

    def height(w: Any) -> Any:
        return log_density(line.from_line(w)) + line.log_slope(w)

    top = summit(height)
    sides = [
        one_side(height, lambda w: weight(line.from_line(w)), top, upper, digits, height)[0]
        for upper in (False, True)
    ]
    z = line.from_line(top)
    return mp.exp(log_density(z)) * line.slope(top) * mp.fsum(sides)


def rough_tail(family: Family, point: Point, upper: bool) -> Any:
    """F or 1 - F by its order of magnitude: the density times the length of its fall by e."""
    if is_folded(family):
        return unfold(rough_tail, family, point, upper)
    if family.name in latent.ROUGH:
        return latent.ROUGH[family.name](point, upper)
    log_density, line = along(family.log_density, family, point), line_of(family, point)
    z = exact(point[family.variable.name])
    with mp.workdps(mp.dps + max(0, 2 * int(mp.log10(abs(z) + 1)))):
        start = line.to_line(z)

        def height(w: Any) -> Any:
            return log_density(line.from_line(w)) + line.log_slope(w)

        here = height(start)
        if falls_upward(height, start, here) != upper:
            return mp.mpf(1)
        try:
            _, length = fall(height, start, here, 1 if upper else -1, 1)
        except ArithmeticError:  # Too few digits beside an end: more will tell.
            with mp.workdps(2 * mp.dps):
                return rough_tail(family, point, upper)
        return min(
            mp.mpf(1),
            exponential(log_density(z)) * line.slope(start) * length / normaliser(family, point, 5),
        )
