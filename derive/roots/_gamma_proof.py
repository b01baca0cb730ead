"""Proof of gamma's account: each equation is evaluated at numbers, and a wrong one is named.

Its functions mean what they are said to be, not what another equation makes of them: V is the
oracle's score integral; C and b are the coefficients in 1/a of a V and of log a - psi(a), found by
extrapolation from their values at large a; A and B are products and their derivatives in a.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from mpmath import mp, mpf
from sympy import Add, Expr, Function, Integer, Sum, Symbol, bernoulli

from derive.continuity.equation import Equation
from derive.functions import gamma_rate
from derive.oracle import rate
from derive.proof import ProofError, evaluate
from derive.roots import _gamma_account as account
from derive.roots._gamma_account import A, K, N, W, Z

#: Digits in use, those to which both sides agree, and the size below which a side is as good as 0.
DIGITS, AGREED, NOTHING = 20, 11, 1e-6
#: The a at which a V is evaluated for its expansion in 1/a.
LARGE: Final = tuple(400 * j for j in range(1, 11))
#: Terms of sums over powers of 1/a and of other sums, and the k and n at which laws are tested.
TERMS: Final = {K: 7, N: 40}
INDICES: Final = {K: (0, 1, 2), N: (0, 1, 2, 5)}

Meaning = Mapping[str, Callable[..., Any]]
Values = dict[Symbol, Any]
#: The numbers B_n of DLMF 24.2.1, for which SymPy's differ at n = 1.
NUMBERS = Function("number")


@dataclass(frozen=True)
class Part:
    """Equations, what their functions mean, and where they are tested."""

    equations: Callable[[], Iterable[Equation]]
    meaning: Meaning
    values: Values


def prove() -> None:
    """Check the whole account; ProofError names the first equation that fails."""
    with mp.workdps(DIGITS):
        for part in parts():
            for equation in part.equations():
                prove_equation(equation, part)


def parts() -> Iterator[Part]:
    """The account's three parts, each at its own numbers."""
    a = mpf(900)
    yield Part(account.around_the_mode, around_the_mode(a), {A: a, W: mpf("0.7")})
    a = mpf("2.3")
    yield Part(account.at_zero, at_an_end(a, inward), {A: a, Z: mpf("0.8")})
    yield Part(account.in_the_tail, at_an_end(a, falling), {A: a, Z: mpf(90)})


def around_the_mode(a: Any) -> Meaning:
    """V as a function of w, C and b."""
    return {
        "V": lambda w: rate.evaluate(gamma_rate, [a * mp.exp(w), a]),
        "C": lambda k, w: terms(+w)[int(k)],
        "b": lambda k: constants()[int(k)],
        "number": lambda n: mp.bernoulli(int(n)),
    }


def at_an_end(a: Any, product: Callable[[Any, Any], Any]) -> Meaning:
    """V as a function of z, A and B; A falls with n at zero, where B is -dA/da."""
    sign = -1 if product is inward else 1
    return {
        "V": lambda z: rate.evaluate(gamma_rate, [z, a]),
        "A": lambda n: product(a, n),
        "B": lambda n: sign * mp.diff(lambda t: product(t, n), a),
    }


def inward(a: Any, n: Any) -> Any:
    """1/(a (a + 1) ... (a + n))."""
    return mp.gammaprod([a], [a + n + 1])


def falling(a: Any, n: Any) -> Any:
    """(a - 1) ... (a - n)."""
    return mp.gammaprod([a], [a - n])


@cache
def terms(w: Any) -> list[Any]:
    """C_0, C_1, ... at w."""
    return extrapolate(lambda a: a * rate.evaluate(gamma_rate, [a * mp.exp(w), a]))


@cache
def constants() -> list[Any]:
    """b_0 = 0, b_1, ..."""
    return extrapolate(lambda a: mp.log(a) - mp.digamma(a))


def extrapolate(f: Callable[[Any], Any]) -> list[Any]:
    """The coefficients of f(a) in powers of 1/a, from its values at LARGE."""
    with mp.extradps(30):
        nodes = [mpf(a) for a in LARGE]
        powers = mp.matrix([[a**-k for k in range(len(nodes))] for a in nodes])
        return list(mp.lu_solve(powers, mp.matrix([f(a) for a in nodes])))


def prove_equation(equation: Equation, part: Part) -> None:
    """Both sides at every index; ProofError where they differ."""
    left, right = expand(equation.left), expand(equation.right)
    free = {s for s in (K, N) if s in left.free_symbols | right.free_symbols}
    for index in range(max((len(INDICES[s]) for s in free), default=1)):
        chosen = {s: mpf(INDICES[s][index]) for s in free}
        one, other = (evaluate(e, part.meaning, {**part.values, **chosen}) for e in (left, right))
        # A nan is not close to anything.
        if not abs(one - other) <= mpf(10) ** -AGREED * max(abs(one), abs(other), NOTHING):
            raise ProofError(
                f"gamma's account, '{equation.rule}', fails at {part.values | chosen}: "
                f"{mp.nstr(one, 17)} is not {mp.nstr(other, 17)}"
            )


def expand(expression: Expr) -> Expr:
    """Endless sums as sums of their first terms."""
    named = expression.replace(bernoulli, lambda n, **_: NUMBERS(n))
    return named.replace(lambda e: isinstance(e, Sum), write_out)


def write_out(total: Sum) -> Expr:
    ((index, first, _),) = total.limits
    places = range(int(first), int(first) + TERMS[index])
    return Add(*(total.function.subs(index, Integer(i)) for i in places))
