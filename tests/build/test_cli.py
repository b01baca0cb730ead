"""The command line: what it prints, and one line with a non-zero status for every error."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from derive.catalogue import load, names
from derive.cli import main
from derive.report import print_list


def test_list_names_every_family(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list"]) == 0
    rows = {r.split("│")[1].strip() for r in capsys.readouterr().out.splitlines() if "│" in r}
    assert set(names()) <= rows


def test_list_shows_route_and_error() -> None:
    console = Console(width=200, file=StringIO())
    print_list([load(n) for n in ("genpareto", "weibull_min", "gamma", "irwinhall")], console)
    text = str(console.file.getvalue())  # type: ignore[attr-defined]
    for words in (
        "reduction to expon", "log-density", "explicit: c", "continuity: a", "none, an integer: n",
    ):  # fmt: skip
        assert words in text
    errors = [r.split("│")[4].strip() for r in text.splitlines() if r.startswith("│")]
    assert errors[-1] == "exact" and all(0 < float(e) < 64 for e in errors[:-1])


@pytest.mark.parametrize("form", [[], ["--text"], ["--latex"]])
def test_show(form: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "weibull_min", "c", *form]) == 0
    out = capsys.readouterr().out
    assert (r"\varphi" if "--latex" in form else "φ[c→τ](z)") in out


def test_the_location_reads_like_the_mathematicians(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "norm", "loc"]) == 0
    out = capsys.readouterr().out
    lines = [
        "F(z; loc) = F(z - loc; 0)",
        "F⁻¹(u; loc) = F⁻¹(u; 0) + loc",
        "φ[loc→τ](z) = z - loc + τ",
    ]
    assert all(line in out for line in lines), out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["show", "weibul"], ["'weibul'", "list"]),
        (["show", "weibull_min", "k"], ["weibull_min", "'k'", "c, loc, scale"]),
        (["show", "missing.py"], ["missing.py", "phidot new"]),
        (["make", "nope"], ["'nope'"]),
        (["new", "a-b.py"], ["a-b.py", "name the file"]),
    ],
)
def test_errors_are_one_line(
    arguments: list[str], words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 1
    err = capsys.readouterr().err
    assert err.count("\n") == 1 and "Traceback" not in err
    assert all(word in err for word in words), err


def test_debug_shows_the_traceback() -> None:
    with pytest.raises(LookupError):
        main(["--debug", "show", "weibul"])


def test_the_skeleton_is_a_family(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "stretched.py"
    assert main(["new", str(file)]) == 0
    assert main(["show", str(file), "k"]) == 0
    assert "stretched: dz/dk" in capsys.readouterr().out
    assert main(["new", str(file)]) == 1
    assert "exists already" in capsys.readouterr().err


WRONG = {
    "the pdf": ("pdf=2 * k * exp(-k * z)", "bad: "),
    "unknown symbol": ("pdf=q * exp(-k * z)", "q"),
    "unlisted function": ("pdf=Function('mystery')(z)", "mystery"),
    "wrong base": ('cdf=1 - exp(-k * z), reduction=Reduction(k * z, "halfnorm")', "reduction"),
}


@pytest.mark.parametrize("kind", WRONG)
def test_a_wrong_spec_is_one_line(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text, word = WRONG[kind]
    file = tmp_path / "bad.py"
    cdf = "" if "cdf=" in text else "cdf=1 - exp(-k * z), "
    file.write_text(
        "from sympy import *\n"
        "from derive.family import Family, Reduction\n"
        "from derive.domain import positive\n"
        "z, k, q = symbols('z k q', positive=True)\n"
        f"family = Family('bad', z, (0, oo), (positive(k),), {cdf}{text})\n"
    )
    assert main(["show", str(file)]) == 1
    err = capsys.readouterr().err
    assert err.count("\n") == 1 and "bad" in err and word in err, err


def test_a_family_stated_by_formulas(capsys: pytest.CaptureFixture[str]) -> None:
    law = ["--cdf", "1-exp(-(z/s)**k)", "--variable", "z", "--positive", "k,s"]
    assert main(["show", *law]) == 0
    assert "own: dz/dk by the explicit route" in capsys.readouterr().out
    assert main(["show", "k", *law, "--latex"]) == 0
    assert r"\varphi" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("law", "word"),
    [
        (["--cdf", "__import__('os').system('true')"], "only a named function"),
        (["--cdf", "1-exp(-k*z)", "--pdf", "exp(-k*z)"], "dF/dz = pdf"),
        (["--cdf", "exp(-k*z)"], "limits"),
        ([], "state a law"),
    ],
)
def test_a_wrong_formula_is_one_line(
    law: list[str], word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["show", *law, "--positive", "k"]) == 1
    err = capsys.readouterr().err
    assert err.count("\n") == 1 and word in err, err
