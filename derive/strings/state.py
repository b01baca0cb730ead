"""State: a Family from the words of a command line."""

from __future__ import annotations

import keyword
import re
from collections.abc import Callable, Mapping

from sympy import Expr, Symbol, oo

from derive.domain import Parameter, positive, real, within
from derive.family import Family, SpecError, U
from derive.strings.parse import CONSTANTS, FUNCTIONS, ParseError, parse

NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*(_[A-Za-z0-9]+)*")
#: Longest name, and most parameters: a family is read by people.
LONGEST_NAME, MOST_PARAMETERS = 30, 12
#: How parameters and assumptions follow from the option that names them.
DOMAINS: dict[str, tuple[Callable[[Symbol], Parameter], dict[str, bool]]] = {
    "positive": (positive, {"positive": True}),
    "real": (real, {"real": True}),
    "unit": (lambda s: within(s, 0, 1), {"positive": True}),
}
LAWS = ("cdf", "sf", "quantile", "pdf")


def state_family(
    laws: Mapping[str, str],
    variable: str,
    parameters: Mapping[str, str],
    support: str = "0,oo",
    name: str = "own",
) -> Family:
    """A family whose ``laws`` (cdf, sf, quantile, pdf) are formulas in Python's notation.

    ``parameters`` gives, for each of "positive", "real" and "unit" (between 0 and 1), names
    separated by commas. ``support`` is two formulas in the parameters. ParseError or SpecError of
    one line for what is refused; nothing of the text is evaluated.
    """
    check_name(name)
    named = {kind: split(text) for kind, text in parameters.items()}
    refuse_names([variable, *(n for names in named.values() for n in names)])
    shapes = [declare(kind, n) for kind, names in named.items() for n in names]
    symbols = {p.name: p.symbol for p in shapes}
    low, high = read_support(support, symbols)
    z = Symbol(variable, **({"positive": True} if low == 0 else {"real": True}))
    given = {law: read_law(law, text, z, symbols) for law, text in laws.items()}
    if not given:
        raise SpecError(f"family {name}: state its law by one of {', '.join(LAWS)}")
    return Family(name=name, variable=z, support=(low, high), parameters=tuple(shapes), **given)


def read_law(law: str, text: str, z: Symbol, symbols: Mapping[str, Symbol]) -> Expr:
    known = {"u": U, **symbols} if law == "quantile" else {z.name: z, **symbols}
    try:
        return parse(text, known)
    except ParseError as refused:
        raise ParseError(f"the {law}: {refused}") from None


def read_support(text: str, symbols: Mapping[str, Symbol]) -> tuple[Expr, Expr]:
    parts = text[: LONGEST_NAME * MOST_PARAMETERS].split(",")
    if len(parts) != 2:
        raise ParseError("the support is two formulas with a comma between them, such as 0,oo")
    low, high = (parse(p, symbols) for p in parts)
    if low == oo or high == -oo:
        raise ParseError(f"the support ({low}, {high}) is empty")
    return low, high


def declare(kind: str, name: str) -> Parameter:
    make, assumptions = DOMAINS[kind]
    return make(Symbol(name, **assumptions))


def split(text: str) -> list[str]:
    """Names separated by commas."""
    if len(text) > LONGEST_NAME * MOST_PARAMETERS:
        raise ParseError(f"a list of parameters has {len(text)} characters, which is too long")
    return [n.strip() for n in text.split(",") if n.strip()]


def refuse_names(names: list[str]) -> None:
    """Raise ParseError for names that are no plain identifiers, taken, or too many."""
    if len(names) > MOST_PARAMETERS + 1:
        raise ParseError(f"{len(names) - 1} parameters are stated; at most {MOST_PARAMETERS}")
    for name in names:
        check_name(name)
        if name in FUNCTIONS or name in CONSTANTS or name in ("u", "loc", "scale"):
            raise ParseError(f"the name {name} has a meaning already; choose another")
        if names.count(name) > 1:
            raise ParseError(f"the name {name} is stated twice")


def check_name(name: str) -> None:
    if len(name) > LONGEST_NAME or not NAME.fullmatch(name) or keyword.iskeyword(name):
        raise ParseError(f"{name[:LONGEST_NAME]!r} is not a plain name of letters and digits")
