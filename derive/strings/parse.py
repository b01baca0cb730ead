"""Parse: a formula in Python's notation to SymPy, by a whitelist over Python's ``ast``.

Text is never evaluated. Every kind of node, every name and every number is looked up or measured
before SymPy sees it, so that no input takes more than a fraction of a second or a few megabytes.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from typing import Any

import sympy
from sympy import Expr, Integer, Rational, Symbol

#: Characters, nodes and depth of a formula; bits of an exact number; size of a numerical exponent
#: and of a number given to a function; functions and powers inside each other's arguments.
LONGEST, MOST_NODES, DEEPEST, MOST_BITS = 2_000, 400, 40, 2_200
LARGEST_EXPONENT, LARGEST_ARGUMENT, HIGHEST_TOWER = 64, 100, 3
CONSTANTS = {"pi": sympy.pi, "oo": sympy.oo}
#: Functions with a kernel or a numerical meaning; all of one argument.
FUNCTIONS: dict[str, Callable[[Expr], Expr]] = {
    name: getattr(sympy, name)
    for name in (
        "exp", "log", "sqrt", "sin", "cos", "tan", "atan", "sinh", "cosh", "tanh", "asinh",
        "erf", "erfc", "gamma", "loggamma",
    )
}  # fmt: skip
FUNCTIONS["Abs"] = FUNCTIONS["abs"] = sympy.Abs
FUNCTIONS["expm1"], FUNCTIONS["log1p"] = lambda x: sympy.exp(x) - 1, lambda x: sympy.log(1 + x)
OPERATORS: dict[type[ast.operator], Callable[[Expr, Expr], Expr]] = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
    ast.Div: lambda a, b: a / b,
    ast.Pow: lambda a, b: a**b,
}


class ParseError(ValueError):
    """A formula that is refused; the message names what and why."""


def parse(text: str, symbols: Mapping[str, Symbol]) -> Expr:
    """The expression that ``text`` says in ``symbols``; ParseError names what is refused."""
    if len(text) > LONGEST:
        raise ParseError(f"the formula has {len(text)} characters; at most {LONGEST} are read")
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as fault:
        raise ParseError(
            f"{excerpt(text)} is not a formula: {str(fault).splitlines()[0]}"
        ) from None
    refuse_size(tree)
    return build(tree, symbols)


def excerpt(text: str) -> str:
    return repr(text if len(text) <= 40 else text[:37] + "...")


def refuse_size(tree: ast.AST) -> None:
    """Raise ParseError for too many or too deeply nested nodes, without recursion."""
    level: list[ast.AST] = [tree]
    count = depth = 0
    while level:
        count, depth = count + len(level), depth + 1
        if depth > DEEPEST:
            raise ParseError(f"the formula is nested more than {DEEPEST} deep")
        if count > MOST_NODES:
            raise ParseError(f"the formula has more than {MOST_NODES} parts")
        level = [c for n in level for c in ast.iter_child_nodes(n) if not isinstance(c, IGNORED)]


IGNORED = (ast.operator, ast.unaryop, ast.expr_context)


def build(node: ast.AST, symbols: Mapping[str, Symbol]) -> Expr:
    """The expression of one node, its parts first."""
    rule = RULES.get(type(node))
    if rule is None:
        raise ParseError(
            f"{type(node).__name__} is not allowed in a formula; write numbers, names, + - * / ** "
            f"and {', '.join(sorted(FUNCTIONS))}"
        )
    return bounded(rule(node, symbols))


def bounded(expression: Expr) -> Expr:
    """``expression``, unless it is a number that no double holds or that has too many digits."""
    for number in expression.atoms(Rational):
        if max(number.p.bit_length(), number.q.bit_length()) > MOST_BITS:
            raise ParseError(f"a number in the formula has more than {MOST_BITS} bits")
    if expression.has(sympy.zoo, sympy.nan, sympy.I):
        raise ParseError("the formula divides by 0 or leaves the real numbers")
    return expression


def build_constant(node: Any, symbols: Mapping[str, Symbol]) -> Expr:
    value = node.value
    if type(value) is int and value.bit_length() <= MOST_BITS:
        return Integer(value)
    if type(value) is float and abs(value) != float("inf"):
        return Rational(repr(value))
    raise ParseError(f"the constant {excerpt(repr(value)[:60])} is not a number of ordinary size")


def build_name(node: Any, symbols: Mapping[str, Symbol]) -> Expr:
    found = symbols.get(node.id, CONSTANTS.get(node.id))
    if found is None:
        raise ParseError(
            f"the name {excerpt(node.id)} is unknown; the formula may use "
            f"{', '.join([*symbols, *CONSTANTS])}"
        )
    return found


def build_operation(node: Any, symbols: Mapping[str, Symbol]) -> Expr:
    left, right = build(node.left, symbols), build(node.right, symbols)
    operator = OPERATORS.get(type(node.op))
    if operator is None:
        raise ParseError(f"the operator {type(node.op).__name__} is not allowed; use + - * / **")
    if isinstance(node.op, ast.Pow):
        refuse_power(left, right)
    return operator(left, right)


def refuse_power(base: Expr, exponent: Expr) -> None:
    """Raise ParseError for an exponent that would make SymPy write out a huge number or sum."""
    numbers = exponent.atoms(Rational) | ({exponent} if exponent.is_number else set())
    if any(size(n) > LARGEST_EXPONENT for n in numbers):
        raise ParseError(f"an exponent in the formula is above {LARGEST_EXPONENT}")
    refuse_tower(exponent)
    if base.is_Rational and exponent.is_Rational:
        bits = max(base.p.bit_length(), base.q.bit_length()) * float(abs(exponent))
        if bits > MOST_BITS:
            raise ParseError(f"a power in the formula has more than {MOST_BITS} bits")


def refuse_tower(argument: Expr) -> None:
    """Raise ParseError where exponentials of exponentials would leave every range of numbers."""
    if height(argument) >= HIGHEST_TOWER:
        raise ParseError(f"powers and functions stand in each other more than {HIGHEST_TOWER} deep")


def height(expression: Expr) -> int:
    """How many growing functions and powers with a varying exponent stand in each other."""
    below = max((height(a) for a in expression.args), default=0)
    grows = isinstance(expression, GROWING) or (
        expression.is_Pow and not expression.exp.is_Rational
    )
    return below + int(grows)


GROWING = (sympy.exp, sympy.sinh, sympy.cosh, sympy.gamma)


def size(number: Expr) -> float:
    """The magnitude of a number; its parts are bounded already, so this is quick."""
    try:
        return abs(float(number))
    except (OverflowError, TypeError):  # beyond doubles, or not real
        return float("inf")


def build_sign(node: Any, symbols: Mapping[str, Symbol]) -> Expr:
    inner = build(node.operand, symbols)
    if isinstance(node.op, ast.USub):
        return -inner
    if isinstance(node.op, ast.UAdd):
        return inner
    raise ParseError(f"the operator {type(node.op).__name__} is not allowed; use + and -")


def build_call(node: Any, symbols: Mapping[str, Symbol]) -> Expr:
    if not isinstance(node.func, ast.Name):
        raise ParseError(f"only a named function may be called, not {type(node.func).__name__}")
    function = FUNCTIONS.get(node.func.id)
    if function is None:
        raise ParseError(
            f"the function {excerpt(node.func.id)} is not allowed; "
            f"use {', '.join(sorted(FUNCTIONS))}"
        )
    if len(node.args) != 1 or node.keywords:
        raise ParseError(f"{node.func.id} takes one argument, without a name")
    argument = build(node.args[0], symbols)
    if argument.is_number and size(argument) > LARGEST_ARGUMENT:
        raise ParseError(f"{node.func.id} is given a number above {LARGEST_ARGUMENT}")
    refuse_tower(argument)
    return function(argument)


RULES: dict[type[ast.AST], Callable[[Any, Mapping[str, Symbol]], Expr]] = {
    ast.Constant: build_constant,
    ast.Name: build_name,
    ast.BinOp: build_operation,
    ast.UnaryOp: build_sign,
    ast.Call: build_call,
}
