"""The root F: e = d log z/d log dfn = a Y - 1, with a = dfn/2 and Y the rate of beta(a, b).

Where x is large and b small against a, a Y is nearly 1 and the subtraction would lose e. There the
terms of Y that cancel are taken off by hand; elsewhere e is what the regimes of beta give.
"""

from __future__ import annotations

from functools import cache

from derive import ir
from derive.primitives._notation import Constants, read
from derive.root import Regime, Root
from derive.roots import _f_near as near
from derive.roots import beta
from derive.roots._beta_polynomial import Box, text
from derive.roots._beta_score import DEPARTURE
from derive.roots._beta_uniform import Band, condition
from derive.roots._f_near import TOLERANCE
from derive.thresholds import read as read_thresholds

DOCUMENT = """d log z/d log dfn of F(2 a, 2 b) at 0 < x = a z/(a z + b) < 1, for all positive a, b.

y is 1 - x, given because x near 1 does not determine it. The velocity in dfn is z/dfn times the
value; that in dfd is -z/dfd times the value with a, x and b, y exchanged."""

SOURCE = "e = (w - (e^w - 1))/(e^w - 1) + sum C_k(w)/a^k, w = log(x (a + b)/a), as in beta_rate"


@cache
def root() -> Root:
    """The regimes that do not subtract first."""
    stored = read_thresholds("beta")
    names = ("largest", "large", "moderate")
    bands = [Band(name, stored[f"{name}_a"], stored[f"{name}_w"]) for name in names]
    others = [plain(r) for r in beta.root().regimes if r.name not in names]
    return Root(
        name="f_rate",
        arguments=("x", "y", "a", "b"),
        regimes=(*map(around, bands), near.regime(), *others),
        document=DOCUMENT,
    )


def around(band: Band) -> Regime:
    """The expansion for large a with log(1 + g) - g in place of log(1 + g)."""
    lines, constants = text(Box(-band.width, band.width, band.least, tolerance=TOLERANCE))
    function = read(
        f"f_{band.name}",
        f"""{DEPARTURE}
inverse_a = 1.0 / a
growth = departure * inverse_a
w = log1p(growth)
mu = a / n
{lines}
return fma(growth, log1p_excess(growth), fma(inverse_a, correction, -w))
""",
        Constants(**constants),
        f"e for a >= {band.least:g} and |w| <= {band.width:g}.",
    )
    return Regime(band.name, condition(band), function, SOURCE)


def plain(regime: Regime) -> Regime:
    """A regime of beta, times a, minus 1."""
    given = regime.function
    (rate,) = given.results
    value = ir.Operation("fma", (ir.Name("a"), ir.Name("rate"), ir.Number(-1.0)))
    function = ir.Function(
        f"f_{regime.name}",
        given.arguments,
        (*given.body, ir.Assign("rate", rate)),
        (value,),
        f"e from Y by the regime {regime.name} of beta.",
    )
    return Regime(regime.name, regime.condition, function, regime.source, regime.table, regime.cell)
