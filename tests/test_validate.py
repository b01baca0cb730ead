"""A wrong specification is refused, and the message names the family and the check."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sympy import Function, Symbol, exp, log, oo

from derive.family import Branch, Family, Reduction, SpecError, U
from derive.oracle.numeric import exact
from derive.validate import validate
from tests.oracle import families as made

p, a, b, m = made.p, made.a, made.b, made.m

RIGHT = [
    made.genextreme, made.lambda_law, made.tent, made.weibull, made.powered, made.density,
    made.lomax,
]  # fmt: skip


@pytest.mark.parametrize("family", RIGHT, ids=lambda f: f.name)
def test_right_specifications_pass(family: Family) -> None:
    validate(family)


RISE = Branch(0, m, cdf=p**2 / m)
WRONG: list[tuple[Family, dict[str, Any], str]] = [
    (made.lomax, {"pdf": a * (1 + p) ** -a}, "dF/dz = pdf"),
    (made.lomax, {"cdf": 1 - (1 + p) ** -(a + 1)}, "sf = 1 - cdf"),
    (made.lomax, {"quantile": (1 - U) ** (-1 / a)}, "quantile inverts cdf"),
    (made.weibull, {"sf": exp(-(p**a)) / 2 + exp(-p) / 4}, "dF/dz = pdf|limits"),
    (made.weibull, {"sf": (1 + exp(-(p**a))) / 2}, "limits"),
    (made.weibull, {"support": (1, oo)}, "limits"),
    (made.weibull, {"reduction": Reduction(p**a, "norm")}, "reduction against the law"),
    (made.weibull, {"reduction": Reduction(2 * p**a, "expon")}, "reduction against the law"),
    (made.powered, {"pdf": exp(-p)}, "dF/dz = pdf"),
    (made.powered, {"reduction": Reduction((p - 1) ** 2, "expon")}, "monotone map"),
    (made.density, {"pdf": exp(-(p**a))}, "the density integrates to 1"),
    (made.tent, {"branches": (RISE, Branch(m, 1, sf=(1 - p) / (1 + m)))}, "branches"),
    (made.tent, {"branches": (RISE,)}, "branches"),
    (made.weibull, {"support": (oo, 0)}, "the support"),
]


@pytest.mark.parametrize(("family", "change", "check"), WRONG)
def test_wrong_specifications_are_refused(
    family: Family, change: dict[str, Any], check: str
) -> None:
    with pytest.raises(SpecError, match=rf"family {family.name}: ({check}): .*\(at ") as caught:
        validate(replace(family, **change))
    assert "\n" not in str(caught.value)


UNKNOWN: list[tuple[dict[str, Any], str]] = [
    ({"sf": Function("Foo")(p) ** a}, "the sf: unlisted function Foo"),
    ({"quantile": log(U) * Symbol("q")}, "the quantile uses q, which is unknown"),
    ({"support": (0, Symbol("q"))}, "the upper end uses q"),
    ({"reduction": Reduction(p**a, "exponential")}, "there is no family 'exponential'"),
    ({"reduction": Reduction(p**a, "weibull_min")}, "does not give the shape c"),
    ({"reduction": Reduction(p**a, "expon", {"c": a})}, "gives an unknown shape c"),
    ({"constraints": (a < 0,)}, "constraints"),
    ({"variable": Symbol("scale", positive=True), "sf": exp(-a)}, "called scale"),
]


@pytest.mark.parametrize(("change", "message"), UNKNOWN)
def test_unknown_names_are_named(change: dict[str, Any], message: str) -> None:
    with pytest.raises(SpecError, match=f"family weibull.*{message}"):
        validate(replace(made.weibull, **change))


def test_the_failing_point_can_be_read_back() -> None:
    with pytest.raises(SpecError) as caught:
        validate(replace(made.lomax, pdf=a * (1 + p) ** -a))
    written = str(caught.value).rpartition("z = ")[2].rstrip(")")
    assert exact(float(written)) > 0
