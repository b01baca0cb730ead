"""Forward mode: every value is written with its slopes, one for each direction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from derive import ir, primitives
from derive.differentiate.slopes import INLINED, SLOPES
from derive.differentiate.tape import ONE, ZERO, Slope, Tape, prune
from derive.functions import RATES

#: Operations and calls whose value does not move with their operands, or jumps.
FLAT = frozenset({"lt", "le", "eq", "and", "or", "not", "floor", "exponent"})
ROOTS = frozenset(cls.__name__ for cls in RATES)
#: What a root's function with its slopes is called.
SUFFIX = "_slopes"
#: Adding it rounds to an integer: the slope of what follows would be wrong.
ROUND = 1.5 * 2.0**52


@dataclass(frozen=True)
class Dual:
    """An atom, and its slope in each direction."""

    value: ir.Node
    slopes: tuple[Slope, ...]

    @property
    def moves(self) -> bool:
        return any(s is not None for s in self.slopes)


def differentiate(function: ir.Function, names: Sequence[str], suffix: str = "") -> ir.Function:
    """``function`` with the slopes in ``names`` after each of its results.

    A select is differentiated on both sides, a table's entries are constants, and a call of a
    root becomes one of the root's function with slopes. TypeError for a call without a rule.
    """
    writer = Forward(len(names))
    for argument in function.arguments:
        writer.seed(argument.name, [ONE if argument.name == n else None for n in names])
    for statement in function.body:
        assert isinstance(statement, ir.Assign)
        # A chance equality of two terms of a recurrence would hide from ``derive.roll`` that it
        # repeats itself; LLVM finds what is equal.
        writer.tape.forget()
        writer.duals[statement.target] = writer.visit(statement.value)
    results: list[ir.Node] = []
    for result in function.results:
        dual = writer.visit(result)
        results += [dual.value, *(s or ZERO for s in dual.slopes)]
    body = prune(writer.tape.statements, results)
    name = f"{function.name}{suffix}"
    return ir.Function(name, function.arguments, body, tuple(results), function.document)


class Forward:
    """The values written so far, by the names that they have in the function."""

    def __init__(self, count: int, tape: Tape | None = None) -> None:
        self.count = count
        self.tape = tape or Tape()
        self.duals: dict[str, Dual] = {}

    def seed(self, name: str, slopes: Sequence[Slope]) -> None:
        self.duals[name] = Dual(ir.Name(name), tuple(slopes))

    def constant(self, value: ir.Node) -> Dual:
        return Dual(value, (None,) * self.count)

    def visit(self, node: ir.Node) -> Dual:
        """The value of ``node`` with its slopes."""
        match node:
            case ir.Number():
                return self.constant(node)
            case ir.Entry():
                return self.constant(self.tape.write(node))
            case ir.Name(name):
                return self.duals[name]
            case ir.Item(name, index):
                several = self.duals[name].value
                assert isinstance(several, ir.Name)
                return self.constant(self.item(several.name, index))
            case ir.Polynomial(coefficients, argument):
                return self.polynomial(coefficients, self.visit(argument))
            case ir.Select(condition, then, otherwise):
                return self.select(*map(self.visit, (condition, then, otherwise)))
            case ir.Operation(operator, operands):
                return self.operation(operator, [self.visit(o) for o in operands])
            case ir.Call(function, arguments):
                return self.call(function, [self.visit(a) for a in arguments])
        raise TypeError(f"no rule to differentiate {type(node).__name__}")

    def polynomial(self, coefficients: tuple[float, ...], x: Dual) -> Dual:
        value = self.tape.write(ir.Polynomial(coefficients, x.value))
        if not x.moves or len(coefficients) == 1:
            return self.constant(value)
        lowered = tuple(k * c for k, c in enumerate(coefficients))[1:]
        slope = self.tape.write(ir.Polynomial(lowered, x.value))
        return Dual(value, tuple(self.tape.times(s, slope) for s in x.slopes))

    def select(self, condition: Dual, then: Dual, otherwise: Dual) -> Dual:
        when = condition.value
        value = self.tape.write(ir.Select(when, then.value, otherwise.value))
        pairs = zip(then.slopes, otherwise.slopes, strict=True)
        return Dual(value, tuple(self.tape.select(when, a, b) for a, b in pairs))

    def operation(self, operator: str, operands: list[Dual]) -> Dual:
        value = self.tape.write(ir.Operation(operator, tuple(o.value for o in operands)))  # type: ignore[arg-type]
        if operator in FLAT or not any(o.moves for o in operands):
            return self.constant(value)
        if any(o.value == ir.Number(ROUND) for o in operands):
            raise TypeError("a sum with 1.5 * 2^52 has no slope; state the primitive's own")
        rule = getattr(self, f"slope_of_{operator}")
        columns = zip(*(o.slopes for o in operands), strict=True)
        values = [o.value for o in operands]
        return Dual(value, tuple(rule(value, values, column) for column in columns))

    def slope_of_add(self, value: ir.Node, x: list[ir.Node], d: tuple[Slope, ...]) -> Slope:
        return self.tape.plus(*d)

    def slope_of_sub(self, value: ir.Node, x: list[ir.Node], d: tuple[Slope, ...]) -> Slope:
        return self.tape.minus(*d)

    def slope_of_neg(self, value: ir.Node, x: list[ir.Node], d: tuple[Slope, ...]) -> Slope:
        return self.tape.minus(None, d[0])

    def slope_of_mul(self, value: ir.Node, x: list[ir.Node], d: tuple[Slope, ...]) -> Slope:
        return self.fused(x[0], d[1], self.tape.times(d[0], x[1]))

    def slope_of_fma(self, value: ir.Node, x: list[ir.Node], d: tuple[Slope, ...]) -> Slope:
        return self.fused(x[0], d[1], self.fused(x[1], d[0], d[2]))

    def fused(self, factor: ir.Node, slope: Slope, rest: Slope) -> Slope:
        """factor slope + rest."""
        if slope is None or rest is None:
            return rest if slope is None else self.tape.times(slope, factor)
        return self.tape.write(ir.Operation("fma", (factor, slope, rest)))

    def slope_of_div(self, value: ir.Node, x: list[ir.Node], d: tuple[Slope, ...]) -> Slope:
        moved = self.tape.times(d[1], value)
        return self.tape.over(self.tape.minus(d[0], moved), x[1])

    def slope_of_sqrt(self, value: ir.Node, x: list[ir.Node], d: tuple[Slope, ...]) -> Slope:
        return self.tape.over(self.tape.times(d[0], ir.Number(0.5)), value)

    def slope_of_abs(self, value: ir.Node, x: list[ir.Node], d: tuple[Slope, ...]) -> Slope:
        above = self.tape.operate("le", ZERO, x[0])
        return self.tape.select(above, d[0], self.tape.minus(None, d[0]))

    def slope_of_min(self, value: ir.Node, x: list[ir.Node], d: tuple[Slope, ...]) -> Slope:
        return self.tape.select(self.tape.operate("lt", *x), *d)

    def slope_of_max(self, value: ir.Node, x: list[ir.Node], d: tuple[Slope, ...]) -> Slope:
        return self.tape.select(self.tape.operate("lt", x[1], x[0]), *d)

    def call(self, function: str, arguments: list[Dual]) -> Dual:
        values = [a.value for a in arguments]
        if function in FLAT or not any(a.moves for a in arguments):
            return self.constant(self.tape.call(function, *values))
        if function in ROOTS:
            both = self.tape.call(f"{function}{SUFFIX}", *values)
            assert isinstance(both, ir.Name)
            value, *partial = (self.item(both.name, i) for i in range(1 + len(arguments)))
            return self.chain(value, arguments, partial)
        if function in INLINED:
            return self.inline(primitives.load(function), arguments)
        if function not in SLOPES:
            raise TypeError(f"no rule to differentiate {function}; add it to {SLOPES_PLACE}")
        value = self.tape.call(function, *values)
        rules = SLOPES[function]()
        names = {a.name: v for a, v in zip(rules.arguments, [*values, value], strict=True)}
        return self.chain(value, arguments, self.state(rules, names))

    def item(self, name: str, index: int) -> ir.Node:
        return self.tape.write(ir.Item(name, index))

    def chain(self, value: ir.Node, arguments: list[Dual], partial: Sequence[ir.Node]) -> Dual:
        """The slopes of a function whose partial derivatives are given."""
        slopes = []
        for direction in range(self.count):
            total: Slope = None
            for argument, part in zip(arguments, partial, strict=True):
                total = self.fused(part, argument.slopes[direction], total)
            slopes.append(total)
        return Dual(value, tuple(slopes))

    def state(self, rules: ir.Function, names: Mapping[str, ir.Node]) -> list[ir.Node]:
        """The results of ``rules``, written with its arguments under other names."""
        copy = Forward(0, self.tape)
        copy.duals = {name: Dual(value, ()) for name, value in names.items()}
        return [d.value for d in copy.through(rules)]

    def through(self, function: ir.Function) -> list[Dual]:
        """The results of a function whose arguments have their duals."""
        for statement in function.body:
            assert isinstance(statement, ir.Assign)
            self.duals[statement.target] = self.visit(statement.value)
        return [self.visit(r) for r in function.results]

    def inline(self, function: ir.Function, arguments: list[Dual]) -> Dual:
        """A call of a primitive that is smooth line by line, written out."""
        inner = Forward(self.count, self.tape)
        pairs = zip(function.arguments, arguments, strict=True)
        inner.duals = {a.name: dual for a, dual in pairs}
        (result,) = inner.through(function)
        return result


SLOPES_PLACE = "derive/differentiate/slopes.py"
