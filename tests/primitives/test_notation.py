"""Reading formulas into IR, and what is refused."""

from __future__ import annotations

import pytest

from derive import ir
from derive.primitives._notation import read
from derive.printer import print_body


def test_a_formula_is_read_as_it_stands() -> None:
    function = read("f", "given x\ny = fma(x, 2.0, -x)\nreturn POLY(y)", {"POLY": (1.0, 3.0)}, "")
    assert function.arguments == (ir.Argument("x"),)
    assert print_body(function) == [
        "y = fma(x, 2.0, (-x))",
        "result = fma(3.0, y, 1.0)",
        "return result",
    ]


def test_the_operands_of_a_select_get_names() -> None:
    function = read("f", "given x\nreturn x + 1.0 if x < 0.0 else 2.0 * x", {}, "")
    assert print_body(function)[:3] == [
        "result_when = (x < 0.0)", "result_then = (x + 1.0)", "result_else = (2.0 * x)",
    ]  # fmt: skip


def test_a_select_may_be_an_operand() -> None:
    function = read("f", "given x\nreturn 3.0 * (x if 1.0 < x else 1.0)", {}, "")
    assert print_body(function)[-2:] == [
        "result = (3.0 * (x if result_when else 1.0))", "return result",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("given x\nx = 1.0\nreturn x", "assigned twice"),
        ("given x\ny = 1.0\ny = 2.0\nreturn y", "assigned twice"),
        ("given x\nreturn x + UNKNOWN", "not defined"),
        ("given x\nreturn x[0]", "no rule"),
        ("given x\nreturn 1 + x", "no rule"),
    ],
)
def test_mistakes_are_refused(text: str, error: str) -> None:
    with pytest.raises((NameError, SyntaxError), match=error):
        read("f", text, {}, "")
