"""The second derivatives that people read, beside the kernels' and each other."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module

import pytest

from derive.catalogue import load
from derive.derivation import derive_all
from derive.derivation.second import derive_second
from derive.emit.latex import render_latex
from derive.oracle.numeric import compile_expression
from derive.points import draw_bulk
from derive.proof import ProofError, prove_second


@pytest.mark.parametrize("name", ["johnsonsu", "weibull_min", "genexpon"])
def test_formulas_and_kernels_agree(name: str) -> None:
    family, module = load(name), import_module(f"phidot.{name}")
    entries = {e.left: e.step.right for e in derive_second(derive_all(family))}
    place, shapes = draw_bulk(family)[1], [p.name for p in family.parameters]
    values = (place.z, *place.shapes.values())
    hessian, slopes = (f(*map(float, values)) for f in (module.hessian, module.dv_dz))
    compared = 0
    for j, b in enumerate(shapes):
        kernels = {rf"\frac{{\partial v_{{{b}}}}}{{\partial z}}": slopes[j]}
        for i, a in enumerate(shapes[: j + 1]):
            below = rf"\partial {a}^2" if a == b else rf"\partial {a}\,\partial {b}"
            kernels[rf"\frac{{\partial^2 \varphi}}{{{below}}}"] = hessian[i, j]
        for left, got in kernels.items():
            if left in entries:
                formula = compile_expression(entries[left], (family.variable, *place.shapes))
                assert got == pytest.approx(float(formula(*values)), rel=1e-11)
                compared += 1
    assert compared == len(entries) >= 2


def test_velocities_of_no_flow_are_refused() -> None:
    u, s, *others = derive_all(load("johnsonsb"))
    wrong = (u, replace(s, velocity=2 * s.velocity), *others)
    with pytest.raises(ProofError, match="symmetry of second derivatives"):
        prove_second(wrong)


def test_the_latex_has_the_map_and_its_derivatives() -> None:
    family = load("weibull_min")
    text = render_latex(family, derive_all(family))
    assert r"\varphi_{\theta,\tau}(z) = z^{\frac{c}{c'}}" in text
    assert r"\frac{\partial^2 \varphi}{\partial c^2} &= \frac{z" in text
