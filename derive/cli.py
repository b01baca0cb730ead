"""The command line: ``python -m derive`` and the console script ``phidot``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from math import inf
from pathlib import Path

from derive import commands
from derive.family import Family
from derive.strings.state import LAWS, state_family


def parser() -> argparse.ArgumentParser:
    main = argparse.ArgumentParser(prog="phidot", description="Derive, emit and check velocities.")
    main.add_argument("--debug", action="store_true", help="show the traceback of an error")
    sub = main.add_subparsers(dest="command", required=True, metavar="COMMAND")

    listing = sub.add_parser("list", help="every family: route, parameters, recorded error")
    listing.set_defaults(run=lambda a: commands.list_families())

    show = sub.add_parser("show", help="the derivation of a family's velocities")
    show.add_argument("family", nargs="?", help="a family's name, or a file that defines `family`")
    show.add_argument("parameter", nargs="?", help="one parameter; all of them by default")
    form = show.add_mutually_exclusive_group()
    form.add_argument("--latex", action="store_true", help="print LaTeX")
    form.add_argument("--text", action="store_true", help="print Unicode text (the default)")
    add_strings(show)
    show.set_defaults(run=lambda a: commands.show(read_family(a), a.parameter, a.latex))

    make = sub.add_parser("make", help="derive, write generated/, verify, print the table")
    make.add_argument("families", nargs="*", help="only these; all by default; or files of yours")
    make.add_argument("--jobs", type=int, default=None, help="processes; one a core by default")
    make.add_argument("--no-verify", action="store_true", help="write only")
    make.add_argument("--out", type=Path, help="the package to write from files of your own")
    make.set_defaults(run=run_make)

    check = sub.add_parser("check", help="is generated/ exactly what would be written?")
    check.add_argument("--jobs", type=int, default=None, help="processes; one a core by default")
    check.set_defaults(run=lambda a: commands.check(a.jobs))

    budgets = sub.add_parser("budgets", help="measure the errors and record them")
    budgets.add_argument("families", nargs="*", help="only these; all by default")
    budgets.set_defaults(run=lambda a: commands.record_budgets(a.families))

    fuzz = sub.add_parser("fuzz", help="compare kernels with the oracle at many random points")
    fuzz.add_argument("families", nargs="*", help="only these; those with a root by default")
    fuzz.add_argument("--count", type=int, default=20_000, help="points of each family")
    fuzz.add_argument("--seed", type=int, default=1, help="other points for another number")
    fuzz.add_argument("--seconds", type=float, default=inf, help="time for each family at most")
    fuzz.set_defaults(run=lambda a: commands.fuzz_families(a.families, a.count, a.seed, a.seconds))

    tune = sub.add_parser("tune", help="choose the borders between the regimes of roots by time")
    tune.add_argument("families", nargs="*", help="only these; those that store borders by default")
    tune.set_defaults(run=lambda a: commands.tune_families(a.families))

    new = sub.add_parser("new", help="write a commented skeleton for a family of your own")
    new.add_argument("file", type=Path, help="the file to write, named like the family")
    new.set_defaults(run=lambda a: commands.new(a.file))
    return main


def add_strings(show: argparse.ArgumentParser) -> None:
    """The options that state a family by formulas; they are parsed, never evaluated."""
    law = show.add_argument_group("a family stated here", "formulas in Python's notation")
    for name in LAWS:
        law.add_argument(f"--{name}", metavar="FORMULA")
    law.add_argument("--variable", default="z", metavar="NAME", help="z by default")
    for kind, range_ in (("positive", "> 0"), ("real", "real"), ("unit", "between 0 and 1")):
        law.add_argument(f"--{kind}", default="", metavar="A,B", help=f"parameters {range_}")
    law.add_argument("--support", default="0,oo", metavar="LOW,HIGH", help="0,oo by default")


def read_family(given: argparse.Namespace) -> str | Family:
    """The family's name or file; or the Family that the options state."""
    laws = {name: text for name in LAWS if (text := getattr(given, name)) is not None}
    if not laws:
        if given.family is None:
            raise ValueError("name a family or a file, or state a law, for example by --cdf")
        return str(given.family)
    # With a law stated, the only positional argument is the parameter.
    given.parameter = given.family if given.parameter is None else given.parameter
    kinds = {kind: getattr(given, kind) for kind in ("positive", "real", "unit")}
    return state_family(laws, given.variable, kinds, given.support)


def run_make(given: argparse.Namespace) -> int:
    if given.out is not None:
        return commands.make_own(given.families, given.out, not given.no_verify)
    return commands.make(given.families, given.jobs, not given.no_verify)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 if all is well, 1 and one line on stderr if not."""
    given = parser().parse_args(arguments)
    try:
        return int(given.run(given))
    except BrokenPipeError:
        return 1
    except KeyboardInterrupt:
        print("phidot: interrupted", file=sys.stderr)
        return 130
    except Exception as error:
        if given.debug:
            raise
        print(f"phidot: {describe(error)}", file=sys.stderr)
        return 1


def describe(error: Exception) -> str:
    """One line for any error."""
    text = str(error.args[0]) if isinstance(error, KeyError) and error.args else str(error)
    return text.splitlines()[0] if text else type(error).__name__
