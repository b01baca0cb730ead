"""Formulas as text: what is read, and that hostile text is refused quickly and in little memory."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import pytest
from sympy import Rational, exp, log, oo, sqrt, symbols

from derive.family import SpecError
from derive.strings import ParseError, parse, state_family

ROOT = Path(__file__).parents[2]
z, k = symbols("z k", positive=True)
NAMES = {"z": z, "k": k}

READ = {
    "1 - exp(-(z/2)**k)": 1 - exp(-((z / 2) ** k)),
    "+z**-1.5": z ** Rational(-3, 2),
    "log1p(z) / sqrt(2)": log(1 + z) / sqrt(2),
    "1e-3 * z": z / 1000,
}


@pytest.mark.parametrize("text", READ)
def test_a_formula(text: str) -> None:
    assert parse(text, NAMES) == READ[text]


#: Text, and a word of the refusal.
HOSTILE = {
    "dunder": ("z.__class__", "Attribute"),
    "import": ("__import__('os')", "__import__"),
    "method": ("z.subs(1, 2)", "Attribute"),
    "lambda": ("(lambda: z)()", "Lambda"),
    "bare lambda": ("lambda z: z", "Lambda"),
    "conditional": ("z if k else 1", "IfExp"),
    "comparison": ("z < k", "Compare"),
    "boolean": ("z and k", "BoolOp"),
    "truth": ("True", "constant"),
    "text": ("'z'", "constant"),
    "bytes": ("b'z'", "constant"),
    "complex": ("1j", "constant"),
    "nothing": ("None", "constant"),
    "ellipsis": ("...", "constant"),
    "list": ("[z]", "List"),
    "generator": ("(z for z in k)", "GeneratorExp"),
    "index": ("z[0]", "Subscript"),
    "formatted": ("f'{z}'", "JoinedStr"),
    "walrus": ("(k := z)", "NamedExpr"),
    "await": ("await z", "Await"),
    "starred": ("exp(*z)", "Starred"),
    "keyword": ("exp(x=z)", "one argument"),
    "modulo": ("z % k", "Mod"),
    "floor": ("z // k", "FloorDiv"),
    "matrix": ("z @ k", "MatMult"),
    "shift": ("1 << 10**9", "LShift"),
    "invert": ("~z", "Invert"),
    "unknown function": ("eval(z)", "eval"),
    "unknown name": ("z + q", "'q'"),
    "power tower": ("9**9**9**9", "exponent"),
    "huge exponent": ("(1 + z)**1000000", "exponent"),
    "huge exponent, hidden": ("(1 + z)**(k + 10**8)", "exponent"),
    "large power": ("((10**60)**60)**60", "bits"),
    "negative power": ("10**-64 * 10**-64 * (10**64)**-60", "bits"),
    "factorial": ("gamma(10**9)", "gamma"),
    "factorial, hidden": ("gamma(z - z + 10**9)", "gamma"),
    "exponential": ("exp(exp(99))", "exp"),
    "exponentials": ("exp(exp(exp(exp(z))))", "deep"),
    "exponent of exponents": ("2**2**2**2**z", "deep"),
    "infinite": ("1e999", "constant"),
    "many digits": ("7" * 1900, "constant"),
    "imaginary": ("sqrt(-1)", "real"),
    "pole": ("z/0", "divides"),
    "empty": ("", "not a formula"),
    "statement": ("import os", "not a formula"),
    "null": ("z\0", "not a formula"),
    "parentheses": ("(" * 900 + "z" + ")" * 900, "not a formula"),
    "signs": ("-" * 1900 + "z", ""),
    "sum": ("z" + "+z" * 900, "deep"),
    "wide": ("z" + "*(1+z)" * 300, "deep"),
    "calls": ("exp(" * 190 + "z" + ")" * 190, "deep"),
    "a megabyte": ("z+" * 500_000 + "z", "characters"),
    "a megabyte of digits": ("1" * 1_000_000, "characters"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_text_is_refused_by_name(kind: str) -> None:
    text, word = HOSTILE[kind]
    with pytest.raises(ParseError) as refusal:
        parse(text, NAMES)
    message = str(refusal.value)
    assert word in message and len(message) < 400 and "\n" not in message


def limit() -> None:
    """Ten seconds of one processor and a gigabyte of address space."""
    resource.setrlimit(resource.RLIMIT_CPU, (10, 10))
    resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))


def test_all_of_it_in_bounded_time_and_memory() -> None:
    program = """
import sys
from derive.strings import ParseError, parse
from sympy import symbols
names = dict(zip("zk", symbols("z k", positive=True)))
for text in eval(sys.stdin.read()):
    try:
        parse(text, names)
        sys.exit("accepted " + text[:60])
    except ParseError:
        pass
"""
    done = subprocess.run(
        [sys.executable, "-c", program], input=repr([t for t, _ in HOSTILE.values()]),
        cwd=ROOT, preexec_fn=limit, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_a_family_from_text() -> None:
    family = state_family(
        {"cdf": "1-exp(-(z/s)**k)"}, "z", {"positive": "k,s", "real": "", "unit": "p"}
    )
    assert family.parameter_names == ("k", "s", "p", "loc", "scale")
    assert family.support == (0, oo)


@pytest.mark.parametrize(
    ("changed", "word"),
    [
        ({"variable": "z.real"}, "plain name"),
        ({"variable": "__z"}, "plain name"),
        ({"variable": "exp"}, "meaning already"),
        ({"positive": "k,lambda"}, "lambda"),
        ({"positive": "k,z"}, "twice"),
        ({"positive": "k,loc"}, "loc"),
        ({"positive": ",".join(f"k{i}" for i in range(50))}, "50 parameters"),
        ({"positive": "k" * 1_000_000}, "too long"),
        ({"support": "0"}, "comma"),
        ({"support": "oo,0"}, "empty"),
        ({"support": "z,oo"}, "unknown"),
        ({"cdf": "1-exp(-q*z)"}, "the cdf: the name 'q'"),
    ],
)
def test_a_wrong_statement_names_what_is_wrong(changed: dict[str, str], word: str) -> None:
    given = {"cdf": "1-exp(-k*z)", "variable": "z", "positive": "k", "support": "0,oo"} | changed
    with pytest.raises((ParseError, SpecError), match=word):
        state_family(
            {"cdf": given["cdf"]}, given["variable"], {"positive": given["positive"]},
            given["support"],
        )  # fmt: skip
