"""A family of one's own, from a SymPy expression to a gradient, in memory."""

from __future__ import annotations

import numpy as np
import phidot
import pytest
from sympy import exp, oo, symbols

from derive.domain import positive
from derive.family import Reduction

z, k = symbols("z k", positive=True)


def test_a_family_in_memory() -> None:
    family = phidot.Family(
        name="frechet_like",
        variable=z,
        support=(0, oo),
        parameters=(positive(k),),
        reduction=Reduction(z**-k, "expon"),
        pdf=k * z ** (-k - 1) * exp(-(z**-k)),
    )
    module = phidot.compile_family(family)
    x = np.array([0.3, 1.0, 2.5])
    np.testing.assert_allclose(module.dz_dk(x, 1.7), -x * np.log(x) / 1.7, rtol=1e-15, atol=0)
    assert module.gradient(2.0, 1.7).loc == 1.0
    assert module.at(k=1.7).dz_dk(2.0) == module.dz_dk(2.0, 1.7)
    assert module.transport(2.0, (1.7,), (3.4,)) == pytest.approx(2.0**0.5, rel=1e-15)
    assert module.cdf(2.0, 1.7) == pytest.approx(np.exp(-(2.0**-1.7)), rel=1e-15)
    assert module.ppf(module.cdf(2.0, 1.7), 1.7) == pytest.approx(2.0, rel=1e-14)
    assert module.dcdf_dscale(2.0, 1.7) == pytest.approx(-2.0 * np.exp(module.logpdf(2.0, 1.7)))
    with pytest.raises(AttributeError, match="no attribute 'pdf_of'"):
        _ = module.pdf_of
    curved = np.log(2.0) * (np.log(2.0) + 2.0) * 2.0 / 1.7**2  # z^(c/c')'' in c' at c' = c
    assert module.hessian(2.0, 1.7)[0, 0] == pytest.approx(curved, rel=1e-14)


def test_a_wrong_family_is_refused() -> None:
    family = phidot.Family(
        name="wrong", variable=z, support=(0, oo), parameters=(positive(k),),
        cdf=1 - exp(-k * z), pdf=exp(-k * z),
    )  # fmt: skip
    with pytest.raises(ValueError, match="family wrong: "):
        phidot.compile_family(family)


def test_a_family_without_a_formula_for_its_cdf_says_so() -> None:
    module = phidot.compile_family(phidot.truncated("gamma", 1, 3))
    with pytest.raises(AttributeError, match="truncated_gamma has no cdf: its cdf is an integral"):
        _ = module.cdf
