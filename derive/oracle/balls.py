"""Balls: the anchored score integral in ball arithmetic, by python-flint.

The integral of ``anchored``, several times quicker: balls (F. Johansson, Arb, IEEE Trans. Comput.
66 (2017) 1281) carry the rounding, however much cancels, and the difference of two quadratures is
added to the radius. A result whose radius is too wide is found again with more bits. For fuzzing
and for tests, which need many exact values; python-flint is not needed elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import methodcaller
from typing import Any

import sympy as sp
from mpmath import mp

from derive.family import Family
from derive.oracle import gauss
from derive.oracle.anchored import NEAR
from derive.oracle.coordinate import Place
from derive.oracle.folded import halved, is_folded
from derive.oracle.iterated import hoist
from derive.oracle.law import support
from derive.oracle.moments import score
from derive.oracle.numeric import compile_expression, exact
from derive.oracle.outward import WIDE

#: Bits of the result, of the first attempt beyond them, and of the last.
BITS, GUARD, MOST = 80, 48, 512
#: Bits that are asked of quadrature beyond BITS, for each doubling: an integral may cancel.
STRICTER = 24
#: The range ends where the density has fallen by e^-DEPTH, 2^-BITS and some.
DEPTH = 65
#: Doublings of a step that looks for the end of the range.
FARTHEST = 4000
#: Numbers of nodes, in turn; an interval on which the last does not settle is cut, so often.
COUNTS, CUTS = (24, 48, 96), 10

Ball = Any
Function = Callable[[Ball], Ball]
Point = Mapping[str, Any]

#: b^e for an exponent that is no integer.
power = sp.Function("power")


def available() -> bool:
    """Whether python-flint is installed."""
    try:
        import flint  # noqa: F401
    except ImportError:
        return False
    return True


def functions() -> dict[str, Callable[..., Ball]]:
    """Functions of balls by SymPy's names."""
    names = ("exp", "log", "sqrt", "cos", "sin", "tan", "cosh", "sinh", "tanh", "atan")
    named = {n: methodcaller(n) for n in names}
    return named | {"power": lambda base, exponent: (base.log() * exponent).exp()}


@cache
def compiled(expression: sp.Expr, family: Family) -> tuple[Any, tuple[Any, ...]]:
    """``expression`` of balls z, rise and rest and of its parts free of z, and those parts."""
    variable, symbols = family.variable, tuple(p.symbol for p in family.parameters)
    if family.support[0] == 0:
        expression = expression.xreplace({sp.Abs(variable): variable})
    body, parts = hoist(expression, variable)
    parts |= {s: s for s in symbols}
    for number in body.atoms(sp.Rational, sp.NumberSymbol, sp.Float):
        if not number.is_Integer:
            name = sp.Dummy()
            body, parts = body.xreplace({number: name}), parts | {name: number}
    rise, rest = sp.Dummy("rise"), sp.Dummy("rest")
    low, high = family.support
    distances = {variable - low: rise, high - variable: rest}
    body = body.xreplace({d: name for d, name in distances.items() if d.is_Add})
    body = body.replace(lambda e: e.is_Pow and not e.exp.is_Integer, lambda e: power(*e.args))
    whole = sp.lambdify((variable, rise, rest, *parts), body, [functions()])
    return whole, tuple(compile_expression(p, symbols) for p in parts.values())


def to_ball(x: Any) -> Ball:
    """An mpf as a ball that is exact."""
    from flint import arb

    sign, mantissa, exponent, _ = mp.mpf(x)._mpf_
    if not mantissa and exponent:
        raise ArithmeticError(f"{x} is not finite")
    return arb((-int(mantissa) if sign else int(mantissa), int(exponent)))


def to_real(x: Ball) -> Any:
    """The middle of a ball as an mpf."""
    mantissa, exponent = x.mid().man_exp()
    with mp.workprec(max(53, int(abs(mantissa)).bit_length())):
        return mp.ldexp(mp.mpf(int(mantissa)), int(exponent))


@lru_cache(4096)
def constants(
    expression: sp.Expr, family: Family, shapes: tuple[Any, ...], bits: int
) -> tuple[Ball, ...]:
    """The parts of ``expression`` free of z, each to ``bits`` bits."""
    _, parts = compiled(expression, family)
    with mp.workprec(bits + 16):
        return tuple(to_ball(part(*shapes)) * wide(bits) for part in parts)


@cache
def varying(family: Family) -> sp.Expr:
    """The log-density without the terms that are free of z: they cancel in a difference."""
    terms = sp.Add.make_args(family.log_density)
    return sp.Add(*(t for t in terms if t.has(family.variable)))


@cache
def wide(bits: int) -> Ball:
    """1 with an error of one part in 2^bits."""
    from flint import arb

    return arb(1, arb(2) ** -bits)


def along(expression: sp.Expr, family: Family, shapes: tuple[Any, ...], bits: int) -> Any:
    """``expression`` as a function of a Place of balls."""
    whole, _ = compiled(expression, family)
    fixed = constants(expression, family, shapes, bits)
    return lambda at: whole(*at, *fixed)


@dataclass(frozen=True)
class Line:
    """``coordinate.Coordinate`` for balls: a line on which tails fall exponentially."""

    low: Ball | None
    high: Ball | None

    def start(self, z: Ball) -> Ball:
        """w of the point z."""
        if self.low is None:
            return z.asinh() if self.high is None else -(self.high - z).log()
        return (z - self.low).log() - (0 if self.high is None else (self.high - z).log())

    def place(self, z: Ball) -> Place:
        """The point z."""
        low, high = self.low, self.high
        return Place(z, None if low is None else z - low, None if high is None else high - z)

    def at(self, w: Ball) -> tuple[Place, Ball]:
        """The point at w, and dz/dw there."""
        if self.low is None and self.high is None:
            return self.place(w.sinh()), w.cosh()
        if self.low is None:
            rest = (-w).exp()
            return Place(self.high - rest, None, rest), rest
        if self.high is None:
            rise = w.exp()
            return Place(self.low + rise, rise, None), rise
        odds, width = w.exp(), self.high - self.low
        rise, rest = width * odds / (1 + odds), width / (1 + odds)
        return Place(self.low + rise, rise, rest), rise * rest / width


def velocity(family: Family, parameter: str, z: Any, shapes: Mapping[str, Any]) -> Any:
    """v_parameter at ``z`` to about 24 digits; None where that cannot be had.

    For a shape of a family that states its log-density on a support that does not move.
    """
    from flint import ctx

    values, z = tuple(exact(shapes[p.name]) for p in family.parameters), exact(z)
    if any(e.free_symbols for e in family.support):
        return None
    with mp.workprec(BITS + GUARD):
        low, high = support(family, {})
        if not low < z < high:
            return None
    if is_folded(family):
        half = velocity(halved(family), parameter, abs(z), shapes)
        return None if half is None else mp.sign(z) * half
    bits = BITS + GUARD
    while bits <= MOST:
        ctx.prec = bits
        try:
            found = Integral(family, parameter, values, z, bits).value()
        except ArithmeticError:  # More bits may tell.
            found = to_ball(0) / 0
        if found.is_finite() and found.rel_accuracy_bits() >= BITS - 4:
            return to_real(found)
        bits *= 2
    return None


class Integral:
    """The score integral at one point, in so many bits."""

    def __init__(
        self, family: Family, parameter: str, values: tuple[Any, ...], z: Any, bits: int
    ) -> None:
        with mp.workprec(bits + 16):
            ends = [compile_expression(e, ())() for e in family.support]
            # Here, since mpmath's pi has the precision in force where it becomes a number.
            self.line = Line(*(None if mp.isinf(e) else to_ball(e) * wide(bits) for e in ends))
        self.log_density = along(varying(family), family, values, bits)
        self.weight = along(score(family, parameter), family, values, bits)
        self.even, self.bits = family.even, bits
        self.tolerance = 2.0 ** (-BITS - STRICTER * (bits // (BITS + GUARD) - 1))
        self.here = self.line.place(to_ball(z))
        self.origin = self.log_density(self.here)

    def value(self) -> Ball:
        """The velocity, a ball of whatever radius."""
        if self.even and self.fallen_from(self.line.place(to_ball(0))) < NEAR:
            return -self.integrate(self.on_the_axis, to_ball(0), self.here.z)
        start = self.line.start(self.here.z)
        step = max(abs(to_float(start)), 1.0) * 2.0 ** -(self.bits // 3)
        rise = self.height(start + step) - self.height(start)
        if rise.contains(0) or not rise.is_finite():
            raise ArithmeticError("too few bits to tell towards which end the density falls")
        side = -1 if rise > 0 else 1
        total, near, length = to_ball(0), 0.0, self.reach(start, side)
        while near < length:  # Over the whole of a long way all rules may miss what is near.
            far = length if length < 2 * (near + WIDE) else WIDE * (near + 1)
            total += self.integrate(self.on_the_line, start + side * near, start + side * far)
            near = far
        return total

    def fallen_from(self, place: Place) -> float:
        """By how much the log-density has fallen on the way from a place to the point."""
        return to_float(self.log_density(place) - self.origin)

    def height(self, w: Ball) -> Ball:
        """The log-density on the line, less the log-density of z at the point."""
        place, slope = self.line.at(w)
        return self.log_density(place) - self.origin + slope.log()

    def on_the_axis(self, z: Ball) -> Ball:
        place = self.line.place(z)
        return self.weight(place) * (self.log_density(place) - self.origin).exp()

    def on_the_line(self, w: Ball) -> Ball:
        place, slope = self.line.at(w)
        return self.weight(place) * (self.log_density(place) - self.origin).exp() * slope

    def reach(self, start: Ball, side: int) -> float:
        """A distance beyond which the density is below all that counts."""
        step, end = 2.0**-20, self.height(start) - DEPTH
        for _ in range(FARTHEST):
            if self.height(start + side * step) < end:
                break
            step *= 1.5
        else:
            raise ArithmeticError("the density does not fall, or there are too few bits to see it")
        while step > 2.0**-self.bits and self.height(start + side * step / 16) < end:
            step /= 16
        if step <= 2.0**-self.bits:
            raise ArithmeticError("the density falls within too few bits")
        return step

    def integrate(self, f: Function, near: Ball, far: Ball, cuts: int = CUTS) -> Ball:
        """From ``near``, about which nodes are closer, to ``far``; not finite if unsettled."""
        total = self.rule(f, near, far, COUNTS[0])
        for count in COUNTS[1:]:
            previous, total = total, self.rule(f, near, far, count)
            apart = abs(total - previous)
            if apart.mid() <= abs(total).mid() * self.tolerance:
                return total.union(previous)
        if not cuts or not total.is_finite():
            return total / 0
        middle = (near + far) / 2
        first = self.integrate(f, near, middle, cuts - 1)
        return first + self.integrate(f, middle, far, cuts - 1) if first.is_finite() else first

    def rule(self, f: Function, near: Ball, far: Ball, count: int) -> Ball:
        """Gauss-Legendre in u on (0, 1), at near + (far - near) (u + u^2)/2."""
        way, total = far - near, to_ball(0)
        for place, weight in nodes(count, self.bits):
            total += weight * f(near + way * place)
        return total * way


@cache
def nodes(count: int, bits: int) -> tuple[tuple[Ball, Ball], ...]:
    """Places on (0, 1) and weights."""
    with mp.workprec(bits + 16):
        pairs = [((1 + x) / 2, w / 2) for x, w in gauss.nodes(count, bits)]
        return tuple((to_ball(u * (1 + u) / 2), to_ball(w * (u + mp.mpf(1) / 2))) for u, w in pairs)


def to_float(x: Ball) -> float:
    return float(x.mid())
