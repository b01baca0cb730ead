"""Gamma's account: every equation that is typeset holds, and none that is a little wrong does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from mpmath import mp
from sympy import Expr, Float, Integer

from derive.continuity.equation import Equation
from derive.proof import ProofError
from derive.roots import account
from derive.roots._gamma_account import A, K, N, W
from derive.roots._gamma_proof import DIGITS, parts, prove_equation


def proved() -> Iterator[Equation]:
    for part in parts():
        yield from part.equations()


def test_every_equation_holds_and_no_other() -> None:
    with mp.workdps(DIGITS):
        for part in parts():
            for equation in part.equations():
                prove_equation(equation, part)
                near = equation.right * (1 + Float("1e-9", DIGITS)) + Float("1e-10", DIGITS)
                with pytest.raises(ProofError, match="gamma's account"):
                    prove_equation(replace(equation, right=near), part)


def test_the_whole_account_is_proved() -> None:
    assert tuple(proved()) == account("gamma")


def shifted(equation: Equation) -> Expr:
    """The right side with an index, or a sign, that is easily mistaken."""
    index = K if equation.right.has(K) else N
    if equation.right.has(index):
        return equation.right.subs(index, index + 1)
    return equation.right.subs(W, -W) if equation.right.has(W) else equation.right.subs(A, A + 1)


@pytest.mark.parametrize("rule", ["power 0 of a", "power -k-1 of a", "solved"])
def test_a_wrong_index_or_sign_is_found(rule: str) -> None:
    with mp.workdps(DIGITS):
        (found,) = [(e, p) for p in parts() for e in p.equations() if e.rule == rule]
        equation, part = found
        with pytest.raises(ProofError, match=rule):
            prove_equation(replace(equation, right=shifted(equation)), part)


def test_a_wrong_number_is_found() -> None:
    """B_1 with the other sign, as some authors and SymPy have it."""
    with mp.workdps(DIGITS):
        part = next(parts())
        (series,) = [e for e in part.equations() if "Bernoulli" in e.rule]
        other = replace(part, meaning={**part.meaning, "number": other_numbers})
        with pytest.raises(ProofError, match="Bernoulli"):
            prove_equation(series, other)


def other_numbers(n: int) -> object:
    return -mp.bernoulli(1) if n == Integer(1) else mp.bernoulli(int(n))
