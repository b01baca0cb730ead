"""Printer: Kernel IR to the Python source that Numba compiles.

Input: one ``ir.Function``. Output: its lines of source. A node that is not in the IR's closed set
raises; so does a select whose operands are not atoms, because Numba would turn it into a branch
(``lower.flatten`` gives every such operand a name first).
"""

from __future__ import annotations

from math import copysign, inf, isinf, isnan

from derive import ir

PREFIX = {"neg": "-{0}", "abs": "abs({0})", "sqrt": "sqrt({0})", "not": "not {0}"}
INFIX = {
    "add": "+", "sub": "-", "mul": "*", "div": "/",
    "lt": "<", "le": "<=", "eq": "==", "and": "&", "or": "|",
}  # fmt: skip
CALLED = {"min": "minimum", "max": "maximum", "fma": "fma"}


def print_number(value: float) -> str:
    """A float literal that reads back to the same bits."""
    if isnan(value):
        return "nan"
    if isinf(value):
        return "inf" if value == inf else "-inf"
    if value == 0.0 and copysign(1.0, value) < 0:
        return "-0.0"
    return repr(float(value))


def print_node(node: ir.Node) -> str:
    """One expression, fully parenthesised."""
    match node:
        case ir.Number(value):
            return print_number(value)
        case ir.Name(name):
            return name
        case ir.Operation(operator, operands):
            return print_operation(operator, [print_operand(o) for o in operands])
        case ir.Call(function, arguments):
            return f"{function}({', '.join(print_node(a) for a in arguments)})"
        case ir.Select(condition, then, otherwise):
            for operand in (condition, then, otherwise):
                if not isinstance(operand, ir.Name | ir.Number):
                    raise TypeError("a select needs named operands; run lower.flatten first")
            return f"{print_node(then)} if {print_node(condition)} else {print_node(otherwise)}"
        case ir.Polynomial(coefficients, argument):
            return print_horner(coefficients, print_node(argument))
        case ir.Entry(column):
            return f"table[row, {column}]"
        case ir.Item(name, index):
            return f"{name}[{index}]"
        case ir.Turn(table, column):
            return f"{table}[turn, {column}]"
    raise TypeError(f"no printing rule for {type(node).__name__}")


def print_operand(node: ir.Node) -> str:
    """One operand; only a select binds less than every operator."""
    text = print_node(node)
    return f"({text})" if isinstance(node, ir.Select) else text


def print_operation(operator: str, operands: list[str]) -> str:
    if operator in INFIX:
        return f"({operands[0]} {INFIX[operator]} {operands[1]})"
    if operator in PREFIX:
        return "(" + PREFIX[operator].format(*operands) + ")"
    if operator in CALLED:
        return f"{CALLED[operator]}({', '.join(operands)})"
    raise TypeError(f"no printing rule for the operator {operator!r}")


def print_horner(coefficients: tuple[float, ...], argument: str) -> str:
    text = print_number(coefficients[-1])
    for coefficient in reversed(coefficients[:-1]):
        text = f"fma({text}, {argument}, {print_number(coefficient)})"
    return text


def print_statement(statement: ir.Statement) -> list[str]:
    match statement:
        case ir.Assign(target, value):
            return [f"{target} = {print_node(value)}"]
        case ir.Iterate(count, body):
            lines = [line for assign in body for line in print_statement(assign)]
            return [f"for turn in range({count}):", *("    " + line for line in lines)]
        case ir.Fold():
            return print_fold(statement)
    raise TypeError(f"no printing rule for {type(statement).__name__}")


def print_fold(fold: ir.Fold) -> list[str]:
    """Two loops: what the rows give, kept on the stack, then what is made of it row by row."""
    table, kept = fold.table, [assign.target for assign in fold.kept]
    columns = ", ".join(name for name, _ in fold.table.columns)
    read = ", ".join(f"{table.name}_{name}[_row]" for name, _ in table.columns)
    loops = [
        *(f"{name}_rows = stack({table.size})" for name in kept),
        f"for _row in range({table.size}):",
        f"    {columns} = {read}",
        *("    " + line for assign in fold.body for line in print_statement(assign)),
        *(f"    {a.target}_rows[_row] = {print_node(a.value)}" for a in fold.kept),
        f"for _row in range({table.size}):",
        f"    {columns} = {read}",
        *(f"    {name} = {name}_rows[_row]" for name in kept),
        *("    " + line for assign in fold.step for line in print_statement(assign)),
    ]
    start = [line for assign in fold.start for line in print_statement(assign)]
    if fold.when is None:
        return [*start, *loops]
    return [*start, f"if {print_node(fold.when)}:", *("    " + line for line in loops)]


def print_table(table: ir.Table) -> list[str]:
    """The columns of a table as arrays of the module."""
    return [
        f"{table.name}_{name} = array([{', '.join(map(print_number, column))}])"
        for name, column in table.columns
    ]


def print_body(function: ir.Function) -> list[str]:
    """The statements of ``function`` and its return, unindented."""
    lines = [line for s in function.body for line in print_statement(s)]
    return [*lines, "return " + ", ".join(print_node(r) for r in function.results)]


def print_arguments(function: ir.Function) -> str:
    """The argument list of ``function``, defaults included."""
    return ", ".join(
        a.name if a.default is None else f"{a.name}={print_number(a.default)}"
        for a in function.arguments
    )
