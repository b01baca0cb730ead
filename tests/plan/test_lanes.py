"""Selects by numbers in a loop over elements, and a choice that SymPy does not multiply out."""

from __future__ import annotations

import pytest
from mpmath import mp
from sympy import Piecewise, Symbol

from derive import ir
from derive.functions import branch
from derive.lower import lower
from derive.oracle.numeric import compile_expression
from derive.transport.lanes import select_by_lane, size_of, vectors_at_once

Z, C, K = map(ir.Name, "zck")
SAME = ir.Assign("same", ir.Operation("eq", (C, K)))
NAME = ir.Name("same")


def function(*body: ir.Assign) -> ir.Function:
    arguments = tuple(ir.Argument(n.name) for n in (Z, C, K))
    return ir.Function("f", arguments, body, (ir.Name(body[-1].target),))


def test_a_select_by_a_number_of_what_varies_is_joined_with_the_element() -> None:
    made = select_by_lane(function(SAME, ir.Assign("y", ir.Select(NAME, Z, C))))
    _, joined, last = made.body
    here = ir.Operation("eq", (Z, Z))
    assert joined == ir.Assign("y_here", ir.Operation("and", (NAME, here)))
    assert last == ir.Assign("y", ir.Select(ir.Name("y_here"), Z, C))


def test_other_selects_stay() -> None:
    below = ir.Assign("below", ir.Operation("lt", (Z, C)))
    for select in (ir.Select(NAME, C, K), ir.Select(ir.Name("below"), Z, C)):
        given = function(SAME, below, ir.Assign("y", select))
        assert select_by_lane(given) == given


def test_a_short_function_has_more_vectors_side_by_side_than_a_long_one() -> None:
    short = function(ir.Assign("y", ir.Call("exp", (Z,))))
    fixed = [ir.Assign(f"c{i}", ir.Call("power", (C, K))) for i in range(50)]
    varying = [ir.Assign(f"y{i}", ir.Call("power", (Z, C))) for i in range(50)]
    assert vectors_at_once(short) == vectors_at_once(function(*fixed, *short.body)) == 8
    assert vectors_at_once(function(*varying)) < 8
    assert size_of("exp") < size_of("log1mexp") < size_of("ndtri_exp")


def test_a_branch_evaluates_the_side_that_holds() -> None:
    x, y = Symbol("x", real=True), Symbol("y", real=True)
    chosen = compile_expression(branch(x - y, 1 / (x - 2), y), (x, y))
    assert chosen(1, 3) == -1
    assert chosen(3, 3) == mp.mpf(3)
    assert chosen(2, 1) == 1


def test_a_branch_in_a_condition_is_not_multiplied_out() -> None:
    x = Symbol("x", real=True)
    inner = branch(x, x**2, 1 + x)
    assert Piecewise((1, inner < 2), (0, True)).atoms(branch) == {inner}
    names = {x: ir.Name("x")}
    compared = ir.Operation("lt", (ir.Name("x"), ir.Number(1.0)))
    assert lower(branch(x - 1, 2, x), names) == ir.Select(compared, ir.Number(2.0), names[x])


@pytest.mark.parametrize("sign", [-1, 1])
def test_a_branch_by_a_number_is_the_value(sign: int) -> None:
    x = Symbol("x", real=True)
    assert branch(sign, x, 2 * x) == (x if sign < 0 else 2 * x)
    assert branch(x, 3, 3) == 3
