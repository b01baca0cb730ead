"""What a plan says of itself."""

from __future__ import annotations

from sympy import Expr, Symbol, exp, sympify

from derive.catalogue import load
from derive.plan.plan import LONGEST, Plan

x = Symbol("x")


def describe(form: Expr) -> str:
    plan = Plan(load("norm"), "x", form, "as derived", (None, None), 0.0)
    (text,) = plan.regimes()
    return text.removesuffix(" (as derived)")


def test_a_short_form_is_written_as_it_is() -> None:
    assert describe(exp(x) + 1) == "exp(x) + 1"


def test_the_repeated_parts_of_a_long_form_are_named() -> None:
    """Read back, with what the names stand for in their places, the text is the form."""
    nested = x
    for _ in range(LONGEST):
        nested = x + 1 / nested
    form = nested * exp(nested)
    whole, named = describe(form).split(" with ")
    assert len(named) < len(str(form))
    parts = [part.split(" = ") for part in named.split(", ")]
    read = sympify(whole)
    for name, part in reversed(parts):
        read = read.subs(Symbol(name), sympify(part))
    assert read == form
