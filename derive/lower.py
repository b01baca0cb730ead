"""Lower: SymPy expressions of a plan to Kernel IR nodes. Input: Expr. Output: ir.Node.

A whitelist: a SymPy function without a rule here raises LoweringError by name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import reduce
from typing import Any

import sympy
from mpmath import mp
from sympy import Basic, Expr, Symbol

from derive import functions, ir

#: SymPy functions that are primitives of the same meaning, by their class.
CALLS: dict[Any, str] = {
    sympy.exp: "exp", sympy.log: "log", sympy.sin: "sin", sympy.cos: "cos", sympy.tan: "tan",
    sympy.atan: "atan", sympy.tanh: "tanh", sympy.sinh: "sinh", sympy.cosh: "cosh",
    sympy.asinh: "asinh",
}  # fmt: skip
CALLS |= {
    cls: cls.__name__
    for cls in (
        *functions.Primitive.__subclasses__(),
        *functions.RATES,
        *functions.GAMMAS,
        *functions.BESSELS,
        *functions.LATENT_RATES.values(),
    )
}

RELATIONS: dict[Any, tuple[str, bool]] = {
    sympy.StrictLessThan: ("lt", False), sympy.LessThan: ("le", False),
    sympy.StrictGreaterThan: ("lt", True), sympy.GreaterThan: ("le", True),
    sympy.Equality: ("eq", False),
}  # fmt: skip


class LoweringError(TypeError):
    """An expression that the kernel language cannot say."""


Names = Mapping[Symbol, ir.Node]


def operate(operator: Any, *operands: ir.Node) -> ir.Operation:
    return ir.Operation(operator, operands)


def fold(operator: str, nodes: list[ir.Node]) -> ir.Node:
    """Left to right; the order is the expression's own, so the bits are the same everywhere."""
    return reduce(lambda a, b: operate(operator, a, b), nodes)


def lower(expression: Basic, names: Names) -> ir.Node:
    """The node that computes ``expression``; ``names`` gives each symbol's node."""
    if expression in (sympy.true, sympy.false):
        return operate("le", ir.Number(0.0), ir.Number(0.0 if expression == sympy.true else -1.0))
    if isinstance(expression, Symbol):
        if expression not in names:
            raise LoweringError(f"the symbol {expression} has no value in this kernel")
        return names[expression]
    if expression.is_number:
        return ir.Number(to_float(expression))
    for kind, rule in RULES:
        if isinstance(expression, kind):
            return rule(expression, names)
    if type(expression) in CALLS:
        arguments = tuple(lower(a, names) for a in expression.args)
        return ir.Call(CALLS[type(expression)], arguments)
    raise LoweringError(
        f"{type(expression).__name__} has no kernel; write the form with one of "
        f"{', '.join(sorted(set(CALLS.values())))}"
    )


def to_float(number: Basic) -> float:
    """The double nearest to an exact number, by 40 digits of mpmath."""
    if number in (sympy.oo, -sympy.oo):
        return float(number)
    if number is sympy.nan:
        return float("nan")
    with mp.workdps(40):
        return float(mp.mpf(sympy.N(number, 40)))


def lower_sum(expression: Expr, names: Names) -> ir.Node:
    """Positive terms first, then what is taken away."""
    terms = expression.as_ordered_terms()
    plus = [t for t in terms if not t.could_extract_minus_sign()]
    minus = [t for t in terms if t.could_extract_minus_sign()]
    if not plus:
        return operate("neg", fold("add", [lower(-t, names) for t in minus]))
    total = fold("add", [lower(t, names) for t in plus])
    return reduce(lambda a, t: operate("sub", a, lower(-t, names)), minus, total)


def lower_product(expression: Expr, names: Names) -> ir.Node:
    """Numerator over denominator, one division.

    One factor of a square comes last: z (z h(z)) is finite where z^2 overflows and h makes up.
    """
    if expression.could_extract_minus_sign():
        return operate("neg", lower(-expression, names))
    above: list[ir.Node] = []
    below: list[ir.Node] = []
    late: list[ir.Node] = []
    for factor in expression.as_ordered_factors():
        base, exponent = factor.as_base_exp()
        if isinstance(factor, sympy.Rational) and factor.p == 1 and factor.q != 1:
            below.append(ir.Number(float(factor.q)))
        elif factor.is_Pow and exponent.is_Rational and exponent < 0:
            below.append(lower(sympy.Pow(base, -exponent), names))
        elif factor.is_Pow and exponent == 2:
            above.append(lower(base, names))
            late.append(above[-1])
        else:
            above.append(lower(factor, names))
    above += late
    top = fold("mul", above) if above else ir.Number(1.0)
    return operate("div", top, fold("mul", below)) if below else top


def lower_power(expression: Expr, names: Names) -> ir.Node:
    base, exponent = expression.as_base_exp()
    if base is sympy.E:
        return ir.Call("exp", (lower(exponent, names),))
    if exponent.is_Rational and exponent < 0:
        inverse = lower(sympy.Pow(base, -exponent), names)
        return operate("div", ir.Number(1.0), inverse)
    if exponent.is_Rational and exponent.q in (1, 2) and exponent.p <= 64:
        root = lower(base, names)
        whole = [integer_power(root, exponent.p // exponent.q)] if exponent.p >= exponent.q else []
        half = [operate("sqrt", root)] if exponent.q == 2 else []
        return fold("mul", [*whole, *half])
    return ir.Call("power", (lower(base, names), lower(exponent, names)))


def integer_power(base: ir.Node, exponent: int) -> ir.Node:
    """By repeated squaring."""
    if exponent == 1:
        return base
    half = integer_power(base, exponent // 2)
    square = operate("mul", half, half)
    return operate("mul", square, base) if exponent % 2 else square


def lower_piecewise(expression: Expr, names: Names) -> ir.Node:
    """Nested selects; nan where no condition holds."""
    result: ir.Node = ir.Number(float("nan"))
    for value, condition in reversed(expression.args):
        node = lower(value, names)
        result = node if condition == sympy.true else select(lower(condition, names), node, result)
    return result


def select(condition: ir.Node, then: ir.Node, otherwise: ir.Node) -> ir.Node:
    """A select; of two quotients, the quotient of two selects, since a division costs most."""
    if then == otherwise:
        return then
    match then, otherwise:
        case (
            ir.Operation("div", (above, below)),
            ir.Operation("div", (other_above, other_below)),
        ):
            top = select(condition, above, other_above)
            return operate("div", top, select(condition, below, other_below))
        case ir.Operation("neg", (inner,)), ir.Operation("neg", (other,)):
            return operate("neg", select(condition, inner, other))
    return ir.Select(condition, then, otherwise)


def lower_branch(expression: Any, names: Names) -> ir.Node:
    """A select by a sign; of a difference, by which of the two is less."""
    sign, then, otherwise = (lower(a, names) for a in expression.args)
    match sign:
        case ir.Operation("sub", (left, right)):
            condition = operate("lt", left, right)
        case _:
            condition = operate("lt", sign, ir.Number(0.0))
    return select(condition, then, otherwise)


def lower_relation(relation: Any, names: Names) -> ir.Node:
    operator, swapped = RELATIONS[type(relation)]
    left, right = lower(relation.lhs, names), lower(relation.rhs, names)
    return operate(operator, right, left) if swapped else operate(operator, left, right)


def lower_inverse(expression: Any, names: Names) -> ir.Node:
    """A call of the family's own inverse."""
    family, *arguments = expression.args
    return ir.Call(f"{family}{functions.SUFFIX}", tuple(lower(a, names) for a in arguments))


def lower_choice(choice: Any, names: Names) -> ir.Node:
    """A condition that depends on another one."""
    condition, then, otherwise = (lower(a, names) for a in choice.args)
    first = operate("and", condition, then)
    return operate("or", first, operate("and", operate("not", condition), otherwise))


def lower_unequal(relation: Any, names: Names) -> ir.Node:
    return operate("not", lower_relation(sympy.Eq(*relation.args), names))


def lower_many(operator: str) -> Callable[[Any, Names], ir.Node]:
    """A rule for a commutative function of several arguments."""

    def rule(expression: Any, names: Names) -> ir.Node:
        ordered = sorted(expression.args, key=sympy.default_sort_key)
        return fold(operator, [lower(a, names) for a in ordered])

    return rule


RULES: tuple[tuple[Any, Callable[[Any, Names], ir.Node]], ...] = (
    (sympy.Add, lower_sum),
    (sympy.Mul, lower_product),
    (sympy.Pow, lower_power),
    (sympy.exp, lower_power),
    (sympy.Piecewise, lower_piecewise),
    (tuple(RELATIONS), lower_relation),
    (sympy.Unequality, lower_unequal),
    (functions.branch, lower_branch),
    (functions.logit_at, lower_inverse),
    (sympy.UnevaluatedExpr, lambda e, names: lower(e.args[0], names)),
    (sympy.And, lower_many("and")),
    (sympy.Or, lower_many("or")),
    (sympy.ITE, lower_choice),
    (sympy.Not, lambda e, names: operate("not", lower(e.args[0], names))),
    (sympy.Min, lower_many("min")),
    (sympy.Max, lower_many("max")),
    (sympy.Abs, lambda e, names: operate("abs", lower(e.args[0], names))),
)
