"""``at`` with many z: polynomials where they lie close, within the error recorded of the kernel."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import numpy as np
import pytest
from phidot import gamma, geninvgauss, levy_stable, ncf, nct, norminvgauss
from phidot._chebyshev import COLUMNS
from phidot._interpolated import MANY, Interpolated, look_up
from phidot._panels import FEWEST

from derive import budget
from tests.reference.points import error, group, load
from tests.runtime.reference import same_bits

COSTLY = (
    "gausshyper", "genhyperbolic", "geninvgauss", "levy_stable", "ncf", "nct", "ncx2",
    "norminvgauss",
)  # fmt: skip


def is_interpolated(member: Any, x: Any) -> Any:
    """Which elements of the array, at loc = 0 and scale = 1, a polynomial gives."""
    panels = member._panels[1.0]
    place = np.empty(x.size, np.int64)
    counts = look_up(x, panels, np.empty(x.size), place)
    return (panels.good & (counts >= FEWEST))[place]


@pytest.mark.parametrize("name", [n for n in COSTLY if n in load()])
def test_polynomials_keep_the_budget(name: str) -> None:
    """At the reference values, each repeated until its panel is worth a polynomial."""
    module, taken, count = import_module(f"phidot.{name}"), 0, 0
    for parameters, members in group(load()[name]):
        shapes = [p for p in module.parameters if p not in ("loc", "scale")]
        fixed = module.at(**{p: parameters[p] for p in shapes})
        loc, scale = parameters["loc"], parameters["scale"]
        z = np.array([p.z for p in members])
        crowd = np.repeat(z, max(FEWEST, -(-MANY // z.size)))
        for parameter, recorded in budget.read(name).items():
            member = getattr(fixed, f"dz_d{parameter}")
            got = member(crowd, loc, scale)[:: crowd.size // z.size]
            kernel = getattr(module, f"dz_d{parameter}")(z, **parameters)
            for value, plain, point in zip(got, kernel, members, strict=True):
                least = max(recorded.allowed, error(plain, point, parameter))
                assert error(value, point, parameter) <= least, (parameter, point)
            inside = is_interpolated(member, (crowd - loc) / scale)
            taken, count = taken + inside.sum(), count + inside.size
    assert taken >= 0.8 * count
