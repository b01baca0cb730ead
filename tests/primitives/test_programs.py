"""The programs themselves: what they call, their order, and that they are the same every time."""

from __future__ import annotations

import subprocess
import sys

import pytest

from derive import functions, ir, primitives, printer
from derive.primitives import called
from derive.runtime import _intrinsics

PRINT_ALL = """
from derive import primitives, printer
for function in primitives.ordered():
    print("\\n".join(printer.print_body(function)))
"""


def test_every_function_of_the_vocabulary_has_a_program() -> None:
    assert {c.__name__ for c in functions.Primitive.__subclasses__()} <= set(primitives.names())


@pytest.mark.parametrize("name", primitives.names())
def test_a_program_has_the_name_of_its_file(name: str) -> None:
    assert primitives.load(name).name == name


@pytest.mark.parametrize("name", primitives.names())
def test_a_program_calls_primitives_and_intrinsics_only(name: str) -> None:
    used = {c for s in primitives.load(name).body for c in called(s)}
    assert all(c in primitives.names() or hasattr(_intrinsics, c) for c in used), used


def test_callees_come_first() -> None:
    placed: set[str] = set()
    for function in primitives.ordered():
        used = {c for s in function.body for c in called(s)} & set(primitives.names())
        assert used <= placed, f"{function.name} is before {used - placed}"
        placed.add(function.name)
    assert placed == set(primitives.names())


@pytest.mark.parametrize("name", primitives.names())
def test_every_assigned_name_is_used(name: str) -> None:
    """The parts that primitives share must not leave dead statements behind."""
    function = primitives.load(name)
    values = [s.value for s in function.body if isinstance(s, ir.Assign)]
    used = {n for value in (*values, *function.results) for n in names_in(value)}
    targets = {s.target for s in function.body if isinstance(s, ir.Assign)}
    assert targets <= used, f"never used: {sorted(targets - used)}"


def names_in(node: ir.Node) -> set[str]:
    if isinstance(node, ir.Name):
        return {node.name}
    return {n for child in ir.children(node) for n in names_in(child)}


def test_an_unknown_primitive_is_refused_by_name() -> None:
    with pytest.raises(KeyError, match="no primitive 'nothing'"):
        primitives.load("nothing")


def test_another_process_derives_the_same_programs() -> None:
    here = "".join("\n".join(printer.print_body(f)) + "\n" for f in primitives.ordered())
    there = subprocess.run(
        [sys.executable, "-c", PRINT_ALL], capture_output=True, text=True, check=True
    )
    assert there.stdout == here
